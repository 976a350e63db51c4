import Blockchain
import Quantities
import Simulation
import Syntax
import Terminal

/// What became of a claim.
struct Verdict: Sendable {
  var holds: Bool
  /// Lines that say what was measured, for a claim that failed.
  var findings: [String]
  /// What could be looked at.
  var look: String?
}

extension Interpreter {
  mutating func expect(_ claim: Claim, at extent: Extent) throws(Rejection) {
    claims += 1
    let verdict = try verdict(on: claim)
    guard !verdict.holds else {
      if options.interactive { say("  holds") }
      return
    }
    failedClaims += 1
    let line = escapingControls(source.text(in: extent))
    let place = source.name.map { "  \($0):\(source.line(at: extent.lower))" } ?? ""
    var text = StyledText("failed: ", .error)
    text.append(line + place + "\n")
    for finding in verdict.findings { text.append("  \(finding)\n") }
    if let because = claim.because {
      text.append("  the claim's reason: \(escapingControls(because))\n")
    }
    if let look = verdict.look { text.append("  Try: \(look)\n", .dim) }
    reports.append(Report(channel: .message, text: text, seed: scope.seed, statement: line))
  }

  func verdict(on claim: Claim) throws(Rejection) -> Verdict {
    if let probability = claim.probability { return try verdict(on: claim, probability) }
    if case .binary(let operation, let a, let b, _) = claim.condition,
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(operation),
      let left = try evaluator.value(of: a).quantity
    {
      return try verdict(a, operation, b, left, claim)
    }
    let holds = try evaluator.truth(of: claim.condition)
    var findings: [String] = []
    if !holds {
      for path in claim.condition.paths where path.parts.count > 1 {
        findings.append(
          "\(path.text) is \(try evaluator.value(of: .path(path)).readable(scope.prices))")
      }
    }
    return Verdict(holds: holds, findings: findings, look: nil)
  }

  private func verdict(
    _ a: Expression, _ operation: BinaryOperator, _ b: Expression, _ left: Quantity, _ claim: Claim
  ) throws(Rejection) -> Verdict {
    var left = left
    var right = try evaluator.quantity(of: b)
    // A bare share stands for one of a year, bare money for that of a month.
    if let taken = right.taken(as: left.dimension) {
      right = taken
    } else if let taken = left.taken(as: right.dimension) {
      left = taken
    }
    let holds: Bool
    if let tolerance = claim.tolerance {
      let margin = try evaluator.margin(tolerance, around: right)
      let distance = (left.value - right.value).magnitude
      let near = distance <= margin + 1e-12 * right.value.magnitude
      holds = operation == .notEqual ? !near && !distance.isNaN : near
    } else if operation == .equal || operation == .notEqual, left.dimension == right.dimension,
      let unit = writtenUnit(of: [b, a], left.dimension), let one = scope.prices.unit(unit)?.value
    {
      // Digits count in the unit that the claim is written in.
      let known = !left.value.isNaN && !right.value.isNaN
      let equal = Evaluator.equal(left.value / one, right.value / one)
      holds = known && equal == (operation == .equal)
    } else {
      holds = try evaluator.truth(of: claim.condition)
    }
    if holds { return Verdict(holds: true, findings: [], look: nil) }
    return Verdict(
      holds: false, findings: try findings(a, left, b, right, claim),
      look: look(at: a) ?? look(at: b))
  }

  private func findings(
    _ a: Expression, _ left: Quantity, _ b: Expression, _ right: Quantity, _ claim: Claim
  ) throws(Rejection) -> [String] {
    if left.value.isNaN || right.value.isNaN {
      let missing = (left.value.isNaN ? a : b).paths.first?.text ?? "a value"
      return ["no data: \(missing) was not measured in this run"]
    }
    // Numbers read in the unit that the claim is written in, or in that of the metric.
    let unit = writtenUnit(of: [b, a], left.dimension) ?? metricUnit(of: a, left.dimension)
    let percent = unit == "%"
    func read(_ x: Double) -> String {
      Value.quantity(Quantity(x, left.dimension), shownIn: unit).readable(scope.prices)
    }
    /// A distance between shares is in points.
    func readDifference(_ x: Double) -> String {
      percent ? Readable.number(x * 100) + " points" : read(x)
    }
    var line = "measured \(read(left.value))"
    if worlds.count > 1 {
      var values: [Double] = []
      for world in worlds {
        let one = try Evaluator(scope: scope, worlds: [world]).quantity(of: a).value
        if !one.isNaN { values.append(one) }
      }
      let estimate = Measured(values)
      line +=
        " (95 % interval \(read(estimate.mean - estimate.halfWidth)) .. "
        + "\(read(estimate.mean + estimate.halfWidth)), \(values.count) runs, seeds "
        + "\(scope.seed)..\(scope.seed &+ UInt64(worlds.count - 1)))"
    }
    var lines = [line]
    let difference = left.value - right.value
    if difference == 0 {
      lines.append("which is not what the claim says")
    } else {
      lines.append(
        "\(readDifference(difference.magnitude)) too \(difference > 0 ? "high" : "low"): the claim compares with \(read(right.value))"
      )
    }
    if let trap = unitTrap(left, right) { lines.append(trap) }
    return lines
  }

  /// Where two values differ by exactly what lies between two units that people take for one.
  private func unitTrap(_ left: Quantity, _ right: Quantity) -> String? {
    guard [.data, .bandwidth].contains(left.dimension), right.value > 0, left.value > 0 else {
      return nil
    }
    let ratio = max(left.value / right.value, right.value / left.value)
    func isNear(_ x: Double) -> Bool { (ratio / x - 1).magnitude < 1e-9 }
    if isNear(8) { return "a byte is 8 bits: 1 MB is 8 Mbit" }
    return [1.024, 1.048576, 1.073741824].contains(where: isNear)
      ? "1 MB is 10^6 bytes, 1 MiB is 2^20" : nil
  }

  /// The unit in which one of the expressions is written, if it is of this dimension.
  private func writtenUnit(of expressions: [Expression], _ dimension: Dimension) -> String? {
    expressions.lazy.compactMap { expression -> String? in
      if case .quantity(_, let unit, _) = expression { unit.text } else { nil }
    }.first { scope.prices.unit($0)?.dimension == dimension }
  }

  private func metricUnit(of expression: Expression, _ dimension: Dimension) -> String? {
    guard case .path(let path) = expression, let unit = try? scope.measurement(path).unit,
      unit.contains("/"), scope.prices.unit(unit)?.dimension == dimension
    else { return nil }
    return unit
  }

  private func look(at expression: Expression) -> String? {
    guard let path = expression.paths.first, path.parts.count >= 2 else { return nil }
    switch try? scope.resolve(path) {
    case .metric: return "explain \(path.text)"
    case .chainSetting, .workloadSetting, .outcome, .attackSetting:
      return "show \(path.parts[0].text)"
    case .binding, .object, nil: return nil
    }
  }

  private func verdict(
    on claim: Claim, _ probability: Claim.Probability
  ) throws(Rejection) -> Verdict {
    let bound = try evaluator.quantity(of: probability.bound).value
    var held = 0
    for replicate in bench.replicates {
      if let by = probability.by {
        let moment =
          Instant.zero + (try evaluator.interval(by, for: "within", in: Limits.moment))
        guard let did = replicate.held(claim.condition, by: moment) else {
          return Verdict(
            holds: false,
            findings: ["no data: the claim has to be known before the run, so that it is watched"],
            look: nil)
        }
        if did { held += 1 }
      } else if try Evaluator(scope: scope, worlds: [replicate.world]).truth(of: claim.condition) {
        held += 1
      }
    }
    let share = bench.replicates.isEmpty ? .nan : Double(held) / Double(bench.replicates.count)
    let holds: Bool
    switch probability.comparison {
    case .less: holds = share < bound
    case .lessOrEqual: holds = share <= bound
    case .greater: holds = share > bound
    case .greaterOrEqual: holds = share >= bound
    case .equal: holds = Evaluator.equal(share, bound)
    default: holds = share != bound
    }
    let interval = Estimate.wilson(successes: held, of: bench.replicates.count)
    let measured =
      share.isNaN
      ? "no data: nothing has run yet"
      : "held in \(held) of \(bench.replicates.count) runs: \(Readable.number(share * 100)) % "
        + "(95 % interval \(Readable.number(interval.lowerBound * 100)) .. "
        + "\(Readable.number(interval.upperBound * 100)) %)"
    return Verdict(holds: holds, findings: [measured], look: nil)
  }
}

extension Evaluator {
  /// The tolerance in base units: a share of the target, or an amount of its dimension; between shares
  /// `pp` and, between counts, a bare number are absolute.
  func margin(_ tolerance: Expression, around target: Quantity) throws(Rejection) -> Double {
    let q = try quantity(of: tolerance)
    if case .quantity(_, let unit, _) = tolerance, ["pp", "USD"].contains(unit.text),
      target.dimension != .money, let taken = q.taken(as: target.dimension),
      target.dimension != .number
    {
      return taken.value.magnitude
    }
    if case .number = tolerance, target.dimension == .frequency,
      let taken = q.taken(as: .frequency)
    {
      return taken.value.magnitude
    }
    if q.dimension == target.dimension, q.dimension != .number { return q.value.magnitude }
    guard q.dimension == .number, !(q.value < 0) else { throw misfit(target, tolerance) }
    switch tolerance {
    case .quantity(_, let unit, _) where ["pp", "blocks", "block", "x"].contains(unit.text):
      guard target.dimension == .number else { throw misfit(target, tolerance) }
      return q.value
    case .number:
      // Absolute between counts; what would let every share pass was meant as percent or points.
      guard target.dimension == .number, q.value < 1 || !(target.value.magnitude <= 1) else {
        throw misfit(target, tolerance)
      }
      return q.value
    default: return (q.value * target.value).magnitude
    }
  }

  private func misfit(_ target: Quantity, _ tolerance: Expression) -> Rejection {
    reject(
      Message(
        .cannotCombine,
        "a tolerance of `\(Self.written(tolerance))` does not fit \(target.dimension.name)",
        notes: [
          target.dimension == .number
            ? "Try:  within 5 %    or    within 3 pp"
            : "Try:  within 5 %    or    within 1 \(target.dimension.likelyUnits[0])"
        ]), at: tolerance.extent)
  }
}
