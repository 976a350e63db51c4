import Blockchain
import Quantities
import Simulation
import Syntax

/// The replicates of one experiment, in step, with what is to happen to them.
struct Bench: Sendable {
  /// Made at time zero when the first run begins, or the first attempts; empty before.
  var replicates: [Replicate] = []
  /// Watches that each replicate starts with.
  var watches: [Watch] = []
  /// Attacks that begin at time zero, by label, until the worlds are made.
  var launches: [(label: Int, parameters: AttackParameters)] = []
  /// Outages that begin at time zero, until the worlds are made.
  var outages: [(system: Int, parameters: OutageParameters)] = []
  /// What `at`, `every` and `ramp` ask for in all replicates.
  var agenda = Agenda()
  var now = Instant.zero
  /// Whether a `run` has begun; from then on declarations are no longer edited by `set`.
  var hasRun = false
  /// Marks on the time axis that hold in every replicate.
  var marks: [Mark] = []
  /// The worlds at the end of each `run`, for `compare … at`.
  var finished: [(at: Instant, worlds: [World])] = []

  var worlds: [World] { replicates.map(\.world) }

  /// What may yet happen in some replicate.
  var pending: [Agenda.Action] {
    let watches = self.watches + replicates.flatMap(\.watches)
    return agenda.pending + replicates.flatMap(\.agenda.pending)
      + watches.map { .body($0.body) }
  }
}

/// One world with what is to happen to it alone.
struct Replicate: Sendable {
  var world: World
  var agenda = Agenda()
  var watches: [Watch] = []
  var marks: [Mark] = []
  /// Conditions whose first moment is noted, and that moment; looked up, never listed.
  private(set) var firstHeld: [Expression: Instant?] = [:]

  /// Starts at time zero, where a condition may hold already.
  init(world: World, watches: [Watch] = [], probes: [Watch] = [], _ scope: Scope = Scope()) {
    self.world = world
    self.watches = watches
    watch(probes, scope)
  }

  /// Notes from now on when these conditions first hold.
  mutating func watch(_ probes: [Watch], _ scope: Scope) {
    for probe in probes where firstHeld[probe.condition] == nil {
      let holds = probe.holds(world, scope)
      firstHeld[probe.condition] = .some(holds ? world.now : nil)
      if !holds { watches.append(probe) }
    }
  }

  mutating func note(_ condition: Expression) {
    if firstHeld[condition] == .some(nil) { firstHeld[condition] = world.now }
  }

  /// Whether the condition held at some moment up to this one; nothing if nobody watched.
  func held(_ condition: Expression, by moment: Instant) -> Bool? {
    firstHeld[condition].map { $0.map { $0 <= moment } ?? false }
  }
}

/// A moment of the time axis that a chart shows and explains.
struct Mark: Hashable, Sendable {
  var at: Instant
  var text: String
}

/// Bodies with the moments at which they are due; ties go to the one that was asked for first.
struct Agenda: Sendable {
  struct Item: Sendable {
    var due: Instant
    var order: Int
    /// The next one follows after this time.
    var period: Interval?
    var action: Action
  }

  enum Action: Sendable {
    case body([Statement])
    /// One step of a ramp: the setting and the value that it gets.
    case step(Path, SettingValue)
  }

  private var items: [Item] = []
  private var count = 0

  init() {}

  var next: Instant? { items.map(\.due).min() }

  /// What is asked for and has not happened yet.
  var pending: [Action] { items.map(\.action) }

  /// What repeats.
  var repeating: [(period: Interval, body: [Statement])] {
    items.compactMap { item in
      guard let period = item.period, case .body(let body) = item.action else { return nil }
      return (period, body)
    }
  }

  mutating func add(at due: Instant, every period: Interval? = nil, _ action: Action) {
    items.append(Item(due: due, order: count, period: period, action: action))
    count += 1
  }

  /// What is due up to now, in order; what repeats is due again later.
  mutating func take(upTo now: Instant) -> [Action] {
    let due = items.filter { $0.due <= now }.sorted { ($0.due, $0.order) < ($1.due, $1.order) }
    items.removeAll { $0.due <= now }
    for var item in due {
      guard let period = item.period else { continue }
      item.due += period
      items.append(item)
    }
    return due.map(\.action)
  }

  /// A later ramp of the same setting replaces an earlier one.
  mutating func removeSteps(of path: Path) {
    items.removeAll { item in
      if case .step(let other, _) = item.action { other.text == path.text } else { false }
    }
  }
}

/// `when CONDITION { … }`
struct Watch: Sendable {
  var condition: Expression
  var again: Bool
  var body: [Statement]
  /// Only notes when the condition first held, for `expect probability of … within`.
  var isProbe = false
  /// Systems whose events make it worth asking.
  var systems: [SystemID]
  /// Asked and found true at the last event, so that `again` waits for a change.
  var held = false
}
