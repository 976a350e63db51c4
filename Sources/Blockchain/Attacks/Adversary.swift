import Quantities

/// Somebody with power who follows a policy of its own.
struct Adversary: Sendable {
  /// Label under which its outcome is counted.
  let label: Int
  /// Tells it from others under the same label.
  let launch: Int
  /// Place among the producers under which its blocks are counted.
  let account: Int
  let parameters: AttackParameters
  /// Microseconds.
  let since: Int64
  /// The public block on which it began, and its height; a selfish miner, who never looks back there, does
  /// not follow it, or a lead without end would keep all blocks since then in memory.
  var base: Int
  let baseHeight: Int64
  /// What it builds on.
  var tip: Int
  var isActive = true
  /// Blocks that it has found.
  var made: Int64 = 0
  /// Selfish mining: the best block of the network that it has heard of, and those on their way to it.
  var seen: Int
  var unheard: [Int] = []
  /// Selfish mining: it published a block to race one of the others.
  var isTied = false
  /// How the chain stood when it began.
  var before = Standing()

  /// Blocks of the chain, of the attacker on it, and found at all.
  struct Standing: Hashable, Sendable {
    var height: Int64 = 0
    var own: Int64 = 0
    var found: Int64 = 0
  }

  init(
    label: Int, launch: Int, account: Int, parameters: AttackParameters, since: Int64, base: Int,
    baseHeight: Int64, before: Standing = Standing()
  ) {
    self.label = label
    self.launch = launch
    self.account = account
    self.parameters = parameters
    self.since = since
    self.base = base
    self.baseHeight = baseHeight
    self.before = before
    tip = base
    seen = base
  }

  /// Blocks that have to stay in memory for it; what is put in their place are their new places.
  var places: [Int] {
    get { parameters.kind == .selfishMining ? [tip, seen] + unheard : [tip, base] }
    set {
      tip = newValue[0]
      guard parameters.kind == .selfishMining else {
        base = newValue[1]
        return
      }
      seen = newValue[1]
      unheard = Array(newValue.dropFirst(2))
    }
  }

  /// Whether it uses power to find blocks.
  var isMining: Bool { isActive && parameters.kind.mines }
}

extension AttackParameters.Kind {
  /// Whether the attacker finds blocks of its own.
  var mines: Bool {
    switch self {
    case .doubleSpend, .majority, .selfishMining, .eclipse: true
    case .partition, .censorship, .spam, .nothingAtStake, .longRange, .invalidState,
      .dataWithholding, .keyTheft, .revokedState, .floodAndLoot:
      false
    }
  }
}

/// What an attack came to.
struct Verdict: Hashable, Sendable {
  var label: Int
  var kind: AttackParameters.Kind
  var share: Double
  /// USD at stake.
  var value: Double
  var hasSucceeded: Bool
  /// Blocks of the public chain that were replaced.
  var depth: Int64
  /// Blocks that the attacker found, or that were wasted by a partition.
  var made: Int64
  /// Microseconds that it took.
  var duration: Int64
}
