public import Blockchain
import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension World {
  /// How a metric of a system came about, down to some depth.
  public func derivation(
    of metric: Metric, _ statistic: Statistic? = nil, producer: Int? = nil, _ id: SystemID,
    depth: Int = 2
  ) -> Derivation {
    let value =
      if let producer {
        self.value(of: metric, producer: producer, id)
      } else {
        self.value(of: metric, statistic, id)
      }
    var derivation = Derivation(metric, value: value, origin: origin(of: metric, statistic, id))
    let formula = Formula.of(metric, under: chain(id).parameters)
    derivation.formula = formula.text
    derivation.source = formula.source
    if depth > 0 {
      if let corner = Scores.Corner(rawValue: metric.name) {
        explain(corner, id, depth: depth, &derivation)
      } else if metric.name == "nakamoto" {
        derivation.parts = powerParts(of: id)
      } else {
        derivation.parts = inputs(of: metric, id)
        derivation.parts += formula.metrics.compactMap { name in
          guard let input = Metric.named(name), input.applies(to: chain(id).parameters),
            input.kind != .perProducer
          else { return nil }
          return self.derivation(of: input, nil, id, depth: depth - 1)
        }
      }
      if Self.ofTree.contains(metric.name) { explainTree(id, &derivation) }
    }
    derivation.theory = theory(of: metric, statistic, id)
    return derivation
  }

  private static let ofTree: Set<String> = [
    "attack_cost", "loss_probability", "funds_at_risk", "assumptions",
  ]

  /// Numbers that a formula takes and that no metric is, as it takes them.
  private func inputs(of metric: Metric, _ id: SystemID) -> [Derivation] {
    let chain = chain(id)
    let p = chain.parameters
    let measured = "measured over \(Readable.time(now - chain.window.start))"
    switch metric.name {
    case "capacity" where p.kind.hasConsensus || p.kind == .rollup || p.kind == .plasma:
      var parts: [Derivation] = []
      if let room = chain.transactionsPerBlock {
        let isTarget = p.feeMarket == .eip1559
        parts.append(
          Derivation(
            isTarget ? "transactions in a block at its target" : "transactions in a full block",
            points: room, origin: "by its rules"))
      }
      parts.append(
        Derivation(
          "time between blocks", p.nominalInterval.seconds, "s", .time, origin: "by its rules"))
      if chain.missedShare > 0 {
        parts.append(
          Derivation(
            p.consensus == .pow ? "missed (stale)" : "missed", chain.missedShare, "%", .number,
            origin: measured))
      }
      if let room = chain.capacityOfParent {
        parts.append(
          Derivation(
            "room on the parent", room, "tx/s", .transactionRate, origin: "the smaller one holds"))
      }
      return parts
    case "tolerance" where p.consensus == .pow && p.forkChoice == .longest,
      "stale_rate":
      var parts: [Derivation] = []
      if let delay = chain.producerDelay {
        let origin = chain.propagationTime == nil ? "of a full block" : "mean, \(measured)"
        parts.append(
          Derivation("delay between producers", delay, "s", .time, origin: origin))
      }
      if metric.name == "stale_rate", let time = timeBetweenFound(of: chain) {
        parts.append(
          Derivation("time between blocks found", time, "s", .time, origin: "mean, \(measured)"))
      }
      return parts
    default: return []
    }
  }

  /// Mean seconds from one block that somebody found to the next, whether they stayed or not.
  private func timeBetweenFound(of chain: Chain) -> Double? {
    let seconds = (now - chain.window.start).seconds
    guard seconds > 0, chain.window.found > 0 else { return nil }
    return seconds / Double(chain.window.found)
  }

  private func origin(of metric: Metric, _ statistic: Statistic?, _ id: SystemID) -> String {
    if Scores.Corner(rawValue: metric.name) != nil { return "computed now" }
    switch metric.name {
    case "loss_probability", "funds_at_risk", "assumptions", "join_cost", "attack_share":
      return "by its settings"
    case "nakamoto": return "present power"
    case "capacity", "node_cost", "verify_share", "full_nodes", "attack_cost", "tolerance",
      "leverage":
      return now > .zero ? "formula over what was measured" : "by its settings"
    default: break
    }
    if metric.kind == .state { return "now" }
    let isMedian = metric.kind == .distribution && statistic == nil
    return (isMedian ? "median, " : "")
      + "measured over \(Readable.time(now - chain(id).window.start))"
  }

  // MARK: Trust

  private func powerParts(of id: SystemID) -> [Derivation] {
    let powers = powers(of: id)
    return Powers.Kind.allCases.map { kind in
      let power = powers[kind]
      let origin =
        power.temporary < power.permanent
        ? "for \(Readable.time(power.duration)); \(power.permanent) for good" : "for good"
      return Derivation(kind.rawValue, points: Double(power.temporary), origin: origin)
    }
  }

  private func explainTree(_ id: SystemID, _ derivation: inout Derivation) {
    let tree = attackTree(of: id)
    guard case .gate(_, _, let ways) = tree.root else { return }
    let likeliest = ways.max { tree.probability(of: $0) < tree.probability(of: $1) }
    if derivation.name == "attack_cost" {
      derivation.binds = tree.cheapest.map { tree.words($0.cut) } ?? "no way is for sale"
    } else if let likeliest {
      derivation.binds =
        "likeliest: \(tree.words(likeliest)), "
        + Readable.number(tree.probability(of: likeliest) * 100, digits: 3) + " % a year"
    }
    for way in ways where derivation.name != "attack_cost" {
      var part = Derivation(
        tree.words(way), points: tree.probability(of: way) / Unit.year,
        origin: tree.inherited.contains(way) ? "inherited" : "own")
      part.unit = "%/year"
      part.dimension = .frequency
      derivation.parts.append(part)
    }
  }

  // MARK: Scores

  private func explain(
    _ corner: Scores.Corner, _ id: SystemID, depth: Int, _ derivation: inout Derivation
  ) {
    let scores = Scores(scoreInputs(of: id), weights: chain(id).parameters.trust.weights)
    let parts = scores.parts(of: corner)
    derivation.parts = parts.map { part in
      var shown = Derivation(
        part.name, points: part.score,
        origin: "weight \(Readable.number(part.weight, digits: 2)); \(words(part.name, scores, id))"
      )
      if depth > 1 { shown.parts = inputs(of: part.name, id) }
      return shown
    }
    if let weakest = parts.max(by: { $0.gap < $1.gap }) {
      derivation.binds =
        "\(weakest.name): it alone costs \(Readable.number(weakest.gap.rounded())) of 100 points"
    }
    if corner == .security, let weaker = parts.prefix(2).min(by: { $0.score < $1.score }) {
      derivation.binds =
        "\(weaker.name): the weaker of cost and risk has half of the weight besides"
    }
    guard corner != .scalability else { return }
    for parent in chain(id).parents {
      let limit = score(corner, of: SystemID(index: parent))
      if limit < scores[corner] {
        derivation.binds =
          "\(chain(SystemID(index: parent)).name): its \(corner.rawValue) of "
          + "\(Readable.number(limit.rounded())) is the most; alone it would be "
          + Readable.number(scores[corner].rounded())
      }
    }
  }

  private func inputs(of part: String, _ id: SystemID) -> [Derivation] {
    let names: [String: [String]] = [
      "power": ["nakamoto"], "verify": ["verify_share", "node_cost"], "nodes": ["full_nodes"],
      "join": ["join_cost"], "cost": ["attack_cost"], "risk": ["loss_probability"],
      "tolerance": ["tolerance"], "capacity": ["capacity"], "fee": ["fee"],
      "times": ["inclusion_time", "finality_time"],
    ]
    return (names[part] ?? []).compactMap(Metric.named)
      .filter { $0.applies(to: chain(id).parameters) }
      .map { derivation(of: $0, nil, id, depth: 1) }
  }

  /// What a part of a score is made of, in words.
  private func words(_ part: String, _ scores: Scores, _ id: SystemID) -> String {
    let i = scores.inputs
    let chain = chain(id)
    func money(_ x: Double) -> String { Readable.quantity(Quantity(x, .money)) }
    func time(_ x: Double) -> String { Readable.quantity(Quantity(x, .time)) }
    func span(_ anchor: Anchor, _ text: (Double) -> String) -> String {
      "(\(text(anchor.worst)) .. \(text(anchor.best)))"
    }
    let isMeasured = chain.window.included > 0
    switch part {
    case "power":
      return scores.powerParts.map { part in
        let power = i.powers[Powers.Kind(rawValue: part.name) ?? .safety]
        let held =
          power.temporary < power.permanent
          ? "\(power.temporary) for \(time(power.duration.seconds)), then \(power.permanent)"
          : "\(power.permanent)"
        return "\(part.name) \(held)"
      }.joined(separator: ", ")
    case "verify":
      let population = chain.nodePopulation(at: now)
      let cost = population.map { Readable.number(($0.cost).rounded()) + " USD/month" } ?? "-"
      return Readable.number(i.verifyShare * 100, digits: 3)
        + " % of \(Readable.number(chain.parameters.operators.candidates)) candidates can: \(cost)"
    case "nodes":
      return "\(Readable.number(i.fullNodes)) who verify "
        + span(Anchor.fullNodes) { Readable.number($0) }
    case "join":
      return i.joinCost.map { money($0) + " to become a producer" }
        ?? "nobody can become a producer"
    case "cost":
      return i.attackCost.map { money($0) + " " + span(Anchor.attackCost, money) }
        ?? "no price is known, which counts as none"
    case "risk":
      return Readable.number(i.loss * 100, digits: 3) + " % a year (100 % .. 0.0001 %)"
    case "tolerance":
      return
        "survives \(Readable.number(i.tolerance * 100, digits: 3)) % of adversaries (0 .. 50 %)"
    case "capacity":
      return Readable.number(i.capacity) + " tx/s (1 .. 100 000)"
    case "fee":
      return "\(Readable.number(i.fee)) USD, \(isMeasured ? "measured" : "as usual") "
        + span(Anchor.fee) { Readable.number($0) }
    default:
      return "in a block after \(time(i.inclusion)), final after \(time(i.finality)), "
        + (isMeasured ? "measured" : "by its rules")
    }
  }

  // MARK: Theory

  /// What an exact formula says in place of a measured number.
  private func theory(
    of metric: Metric, _ statistic: Statistic?, _ id: SystemID
  ) -> Derivation.Theory? {
    let chain = chain(id)
    let p = chain.parameters
    guard p.kind.hasConsensus, p.consensus == .pow else { return nil }
    let interval = p.blockInterval.seconds
    let isMean = statistic == .mean
    switch metric.name {
    case "interval" where isMean:
      return .init(value: interval, formula: "the interval that the difficulty aims at")
    case "interval" where statistic == nil || statistic == .median:
      return .init(
        value: interval * log(2), formula: "block_interval x ln 2: blocks come at random")
    case "stale_rate":
      guard let delay = chain.producerDelay, let time = timeBetweenFound(of: chain) else {
        return nil
      }
      let ownBlocks = chain.producerShares.reduce(0) { $0 + $1 * $1 }
      let x = delay / time * (1 - ownBlocks)
      return .init(
        value: x / (1 + x),
        formula: "x / (1 + x), x = delay / time between blocks found"
          + (ownBlocks > 0.005
            ? " x \(Readable.number(1 - ownBlocks, digits: 2)), the part that others find" : "")
          + (x > 0.2 && ownBlocks > 0.05 ? ", rough for x above 0.2" : "")
          + " (Sompolinsky and Zohar 2015)")
    case "inclusion_time" where isMean && p.feeMarket == .firstPrice:
      guard let offered = Metric.named("offered").flatMap({ value(of: $0, nil, id) }),
        let capacity = chain.capacity,
        let wait = ClosedForm.bulkWait(
          rate: offered, interval: interval, batch: (capacity * interval).rounded(.down))
      else { return nil }
      return .init(value: wait, formula: "bulk service, oldest first (Bailey 1954)")
    default: return nil
    }
  }
}

extension AttackTree {
  /// A node as a phrase.
  func words(_ node: Node) -> String {
    switch node {
    case .step(let i): steps[i].name
    case .keys(let need, let group):
      "\(need) of \(signers[group].keys.reduce(0, +)) \(signers[group].name)"
    case .gate(let name, _, _): name
    }
  }

  /// A way to the goal as a phrase.
  func words(_ cut: CutSet) -> String {
    (cut.steps.map { steps[$0].name }
      + cut.keys.indices.filter { cut.keys[$0] > 0 }.map {
        "\(cut.keys[$0]) of \(signers[$0].keys.reduce(0, +)) \(signers[$0].name)"
      }).joined(separator: ", and ")
  }
}
