import Blockchain
import Quantities

extension World {
  /// The course of what is measured of trust: attacks come and go, and scores follow capacity, fees and
  /// times.
  func trustCourse(named name: String, of id: SystemID) -> [SeriesPoint] {
    let chain = chain(id)
    if let corner = Scores.Corner(rawValue: name) { return course(of: corner, id) }
    switch name {
    case "attack_cost" where chain.parameters.consensus == .pow && chain.parameters.kind == .chain:
      return points(chain.history.attackCost)
    case "attack_cost", "loss_probability", "funds_at_risk":
      // They follow from the present rules alone.
      guard let value = trustValue(named: name, of: id) else { return [] }
      return moments(of: chain).map {
        SeriesPoint(time: $0, low: value, high: value, mean: value)
      }
    case "attack_share":
      return moments(of: chain).compactMap { moment in
        attackShareNeeded(of: id, at: moment).map {
          SeriesPoint(time: moment, low: $0, high: $0, mean: $0)
        }
      }
    default: return []
    }
  }

  /// A corner score over time, from the courses of the numbers that it is made of.
  private func course(of corner: Scores.Corner, _ id: SystemID) -> [SeriesPoint] {
    let chain = chain(id)
    let weights = chain.parameters.trust.weights
    let names = [
      "capacity", "fee", "inclusion_time", "finality_time", "verify_share", "full_nodes",
      "attack_cost",
    ]
    let courses = names.map { name in
      Stepping(
        name == "attack_cost" && chain.parameters.consensus != .pow
          ? [] : Metric.named(name).map { series(of: $0, id) } ?? [])
    }
    let parents =
      corner == .scalability
      ? [] : chain.parents.map { Stepping(course(of: corner, SystemID(index: $0))) }
    var known: [Double: Scores.Inputs] = [:]
    return moments(of: chain).map { moment in
      let key = attackedShares(of: id, at: moment)
      var inputs = known[key] ?? scoreInputs(of: id, at: moment)
      known[key] = inputs
      let now = courses.map { $0.value(at: moment) }
      inputs.capacity = now[0] ?? inputs.capacity
      inputs.fee = now[1] ?? inputs.fee
      inputs.inclusion = now[2] ?? inputs.inclusion
      inputs.finality = now[3] ?? inputs.finality
      inputs.verifyShare = now[4] ?? inputs.verifyShare
      inputs.fullNodes = now[5] ?? inputs.fullNodes
      if chain.parameters.kind == .chain, let cost = now[6] {
        let held = attackShare(on: id, at: moment) / chain.parameters.consensus.rulingShare
        inputs.attackCost = cost * max(0, 1 - held)
      }
      let own = Scores(inputs, weights: weights)[corner]
      let score = parents.reduce(own) { min($0, $1.value(at: moment) ?? $0) }
      return SeriesPoint(time: moment, low: score, high: score, mean: score)
    }
  }

  /// One number for all the attacks that a system and those below it are under.
  private func attackedShares(of id: SystemID, at moment: Instant) -> Double {
    chain(id).parents.reduce(attackShare(on: id, at: moment)) {
      $0 * 1.618 + attackedShares(of: SystemID(index: $1), at: moment)
    }
  }

  /// Moments at which something was recorded; the beginning and now where nothing was.
  private func moments(of chain: Chain) -> [Instant] {
    let times = points(chain.history.height).map(\.time)
    return times.isEmpty ? (now > .zero ? [.zero, now] : []) : times
  }
}

/// A course of which the latest value holds until the next.
private struct Stepping {
  private let points: [SeriesPoint]

  init(_ points: [SeriesPoint]) { self.points = points }

  func value(at moment: Instant) -> Double? {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].time <= moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return points.first?.mean }
    return points[low - 1].mean.isNaN ? nil : points[low - 1].mean
  }
}
