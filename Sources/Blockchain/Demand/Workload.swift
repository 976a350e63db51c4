import Quantities
import Simulation

/// Users who arrive in ticks: the same people, drawn once, for each system they use.
public struct Workload: Sendable {
  public let name: String
  public internal(set) var parameters: WorkloadParameters
  /// The systems that get this demand.
  public let systems: [SystemID]

  /// Time between two draws: a tenth of the shortest block interval of the systems.
  var tick: Interval
  /// Events of an earlier schedule carry an earlier generation and are ignored.
  var generation: Int32 = 0
  private var stream: RandomStream
  private var ticks: UInt64 = 0
  private var kinds: [KindDemand] = []

  /// What is drawn for one kind of transaction: all users of a tick, who are then placed one by one,
  /// or the users of each step.
  private enum KindDemand: Sendable {
    case individuals(PoissonSampler)
    case steps([PoissonSampler])
  }

  init(
    name: String, parameters: WorkloadParameters, systems: [SystemID], tick: Interval, seed: UInt64
  ) {
    self.name = name
    self.parameters = parameters
    self.systems = systems
    self.tick = tick
    stream = RandomStream(seed: seed, name, "demand")
    prepare()
  }

  /// Computes what depends on the rate, the mix and the tick.
  mutating func prepare() {
    kinds = parameters.normalizedMix.map { part in
      let expected = parameters.boundedRate * part.share * tick.seconds
      if expected < Self.individualLimit || parameters.bidSigma == 0 {
        return .individuals(PoissonSampler(mean: expected))
      }
      return .steps(
        WillingnessToPay.shares.map { share in
          let mean = expected * share
          return PoissonSampler(mean: mean < Self.negligible ? 0 : mean)
        })
    }
  }

  /// Expected users of a tick below which placing each is quicker than drawing the users of each step.
  private static let individualLimit = 512.0
  /// Expected users of a step and tick below which none are drawn.
  private static let negligible = 1e-9

  /// Draws the users of one tick.
  mutating func draw(into demand: inout Demand) {
    demand.entries.removeAll(keepingCapacity: true)
    demand.deviation = dither() * WillingnessToPay.width
    let middle = WillingnessToPay.steps / 2
    for slot in kinds.indices {
      switch kinds[slot] {
      case .individuals(let sampler):
        let count = sampler.draw(&stream)
        if parameters.bidSigma == 0 {
          if count > 0 { demand.entries.append(.init(slot: slot, step: middle, count: count)) }
        } else {
          demand.place(count, in: slot, &stream)
        }
      case .steps(let samplers):
        for step in samplers.indices where samplers[step].mean > 0 {
          let count = samplers[step].draw(&stream)
          if count > 0 { demand.entries.append(.init(slot: slot, step: step, count: count)) }
        }
      }
    }
  }

  /// Where within their step the users of this tick stand, -1/2 ..< 1/2: the golden-ratio sequence,
  /// which spreads evenly over any number of ticks.
  private mutating func dither() -> Double {
    ticks &+= 1
    return Double((ticks &* 0x9e37_79b9_7f4a_7c15) >> 11) * 0x1p-53 - 0.5
  }
}

/// The users of one tick: how many of each kind and step of willingness to pay.
struct Demand: Sendable {
  struct Entry: Sendable {
    var slot: Int
    var step: Int
    var count: Int64
  }

  /// In rising order of slot and step.
  var entries: [Entry] = []
  /// Where in their step all of them stand, in standard deviations from its middle.
  var deviation = 0.0
  private var tally = [Int64](repeating: 0, count: WillingnessToPay.steps)

  /// Places individuals one by one.
  mutating func place(_ count: Int64, in slot: Int, _ stream: inout RandomStream) {
    guard count > 0 else { return }
    for _ in 0..<count { tally[WillingnessToPay.alias.draw(&stream)] += 1 }
    for step in tally.indices where tally[step] > 0 {
      entries.append(Entry(slot: slot, step: step, count: tally[step]))
      tally[step] = 0
    }
  }
}
