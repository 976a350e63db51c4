public import Quantities

/// What happens in a run, as lines to read, in bounded memory: of each kind of moment of each system the
/// first and the latest.
public struct Story: Sendable {
  /// What a moment is about, in a word for many of its kind.
  public enum Kind: String, Sendable {
    case attacks, outages, standstills, blocks, forks
    case finality = "checkpoints"
    case batches, proofs, roots
    case disputes, thefts, withdrawals, exits, deposits, channels, breaches, letters
  }

  /// A readable moment: a block was found, a batch was posted.
  public struct Line: Hashable, Sendable {
    public var time: Instant
    public var system: String
    public var kind: Kind
    public var text: String
    /// Place among all moments.
    var number: Int
  }

  /// How many lines of a kind are left out.
  public struct Rest: Hashable, Sendable {
    public var system: String
    public var kind: Kind
    public var count: Int
  }

  private struct Strand: Sendable {
    var system: String
    var kind: Kind
    var count = 0
    var first: [Line] = []
    var latest: [Line] = []

    /// The kept ones, the most telling first: from both ends in turn.
    var inTurn: [Line] {
      var lines: [Line] = []
      let latest = Array(latest.reversed())
      for i in 0..<max(first.count, latest.count) {
        if i < first.count { lines.append(first[i]) }
        if i < latest.count { lines.append(latest[i]) }
      }
      return lines
    }
  }

  private var strands: [Strand] = []
  private var count = 0

  public init() {}

  public var isEmpty: Bool { count == 0 }

  /// - Parameter limit: the most that is kept of each kind at either end.
  mutating func add(
    _ kind: Kind, _ text: String, of system: String, at time: Instant, limit: Int
  ) {
    let line = Line(time: time, system: system, kind: kind, text: text, number: count)
    count += 1
    let place = strands.firstIndex { $0.kind == kind && $0.system == system } ?? strands.count
    if place == strands.count { strands.append(Strand(system: system, kind: kind)) }
    strands[place].count += 1
    if strands[place].first.count < limit {
      strands[place].first.append(line)
    } else {
      strands[place].latest.append(line)
      // Forgets many at once, so that a line costs little.
      if strands[place].latest.count >= 2 * limit { strands[place].latest.removeFirst(limit) }
    }
  }

  /// As many lines as fit, in order, and what is left out: each kind gets its turn, rare ones first.
  public func told(inRows rows: Int) -> (lines: [Line], rest: [Rest]) {
    let rows = max(0, rows)
    // Where one line must go, the word about it takes its place.
    let room = count <= rows ? rows : rows - 1
    let ordered = strands.sorted { $0.count < $1.count }
    let turns = ordered.map(\.inTurn)
    var lines: [Line] = []
    var told = [Int](repeating: 0, count: ordered.count)
    for turn in 0..<(turns.map(\.count).max() ?? 0) {
      for (i, lines_) in turns.enumerated() where turn < lines_.count && lines.count < room {
        lines.append(lines_[turn])
        told[i] += 1
      }
    }
    let rest = zip(ordered, told).filter { $0.count > $1 }.map { strand, told in
      Rest(system: strand.system, kind: strand.kind, count: strand.count - told)
    }
    return (lines.sorted { $0.number < $1.number }, rest.sorted { $0.count > $1.count })
  }
}

extension Chain {
  /// Notes a moment for the story of the run, where somebody wants to read it.
  mutating func tell(_ kind: Story.Kind, _ text: @autoclosure () -> String) {
    guard isTold else { return }
    moments.append((kind, text()))
    lastTold = kind
  }

  /// The same, of a text that depends on how the chain stands.
  mutating func tell(_ kind: Story.Kind, _ text: (Chain) -> String) {
    guard isTold else { return }
    moments.append((kind, text(self)))
    lastTold = kind
  }

  /// Whether base units of the parent's coin are more than what rounding leaves.
  func isLoot(_ units: Int128) -> Bool {
    parent.map { $0.coin.dollars(Amount(units: units)) >= Self.leastLoot } ?? false
  }

  /// `$12,000` of the parent's coin, in words.
  func worth(ofParent units: Int128) -> String {
    guard let coin = parent?.coin else { return "money" }
    return Readable.quantity(Quantity(coin.dollars(Amount(units: units)), .money))
  }
}

extension AttackOutcome {
  /// What it came to, for a story.
  var inWords: String {
    guard decided > 0 else { return "goes on" }
    var text = successes > 0 ? "succeeds" : "fails"
    let stolen = money.stolen
    if stolen >= Chain.leastLoot {
      text += ", \(Readable.quantity(Quantity(stolen, .money))) stolen"
    }
    if depth > 0 { text += ", \(counted(depth, "block", "blocks")) replaced" }
    return text
  }
}

/// `3 batches`, `1 batch`.
func counted(_ n: Int64, _ one: String, _ many: String) -> String {
  n == 1 ? "1 \(one)" : "\(Readable.number(Double(n))) \(many)"
}

extension World {
  /// Takes the moments that systems noted into the story.
  mutating func gatherMoments() {
    for i in chains.indices where !chains[i].moments.isEmpty {
      for (kind, text) in chains[i].moments {
        story.add(kind, text, of: chains[i].name, at: now, limit: traceLimit)
      }
      chains[i].moments = []
    }
  }

  /// Notes that an attack begins or what it came to.
  mutating func tell(ofAttack label: Int, _ text: @autoclosure () -> String) {
    guard traceLimit > 0 else { return }
    // What the system noted led to it.
    gatherMoments()
    let name = attacks[label].outcome.kind.rawValue
    story.add(
      .attacks, "attack \(name) \(text())", of: chains[attacks[label].system.index].name, at: now,
      limit: traceLimit)
  }

  /// Notes that producers are gone, or back.
  mutating func tell(ofOutage index: Int) {
    let gone = chains[index].offlineShare
    chains[index].tell(
      .outages,
      gone > 0
        ? "outage: \(Readable.number(gone * 100)) % of the producers are gone"
        : "outage over: the producers are back")
    gatherMoments()
  }

  /// Forgets what has been told.
  public mutating func beginStory() { story = Story() }
}
