import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

extension Checker {
  mutating func checkSet(_ path: Path, _ value: SettingValue, _ extent: Extent) {
    attempt { checker throws(Rejection) in
      let setting = Setting(name: path.parts[path.parts.count - 1], value: value, extent: extent)
      guard path.parts.count == 2 else {
        throw reject(
          Message(
            .wrongKind, "`set` needs a system and its setting",
            notes: ["Try:  set \(checker.scope.systems.first?.name ?? "base").block_size 8 MB"]),
          at: path.extent)
      }
      if let i = checker.scope.systemIndex(path.parts[0].text) {
        if checker.hasRun || checker.place == .body { try Scope.refuseNewShape(among: [setting]) }
        var parameters = checker.scope.systems[i].parameters
        try checker.scope.apply(
          setting, to: &parameters, system: path.parts[0].text, worlds: [])
        checker.scope.systems[i].parameters = parameters
        if checker.place == .body { checker.scope.unsettled.insert(path.text) }
      } else if let i = checker.scope.workloadIndex(path.parts[0].text) {
        var parameters = checker.scope.workloads[i].parameters
        try checker.scope.apply(setting, to: &parameters, worlds: [])
        checker.scope.workloads[i].parameters = parameters
        if checker.place == .body { checker.scope.unsettled.insert(path.text) }
      } else if let i = checker.scope.labelIndex(path.parts[0].text) {
        throw checker.scope.attacksDoNotChange(i, path)
      } else {
        throw checker.scope.unknownName(path.parts[0])
      }
    }
  }

  mutating func checkRamp(
    _ path: Path, _ goal: Expression, _ length: Expression, _ extent: Extent
  ) {
    expectQuantity(
      length, .time, of: "over", in: Limits.moment,
      try: ["ramp shopping.rate to 200 tx/s over 1 h"])
    attempt { checker throws(Rejection) in
      let present = try checker.evaluator.value(of: .path(path))
      guard present.quantity != nil else {
        throw reject(
          Message(.wrongKind, "`\(path.text)` is a word and cannot change steadily"),
          at: path.extent)
      }
    }
    guard rejections.isEmpty else { return }
    checkSet(path, .list([goal]), extent)
    scope.unsettled.insert(path.text)
  }

  mutating func checkClaim(_ claim: Claim) {
    attempt { checker throws(Rejection) in
      guard case .truth = try checker.evaluator.value(of: claim.condition) else {
        throw reject(
          Message(
            .wrongKind, "`expect` needs a condition",
            notes: ["Try:  expect base.throughput > 1 tx/s"]), at: claim.condition.extent)
      }
      if let tolerance = claim.tolerance {
        guard case .binary(let operation, _, let target, _) = claim.condition,
          operation == .equal || operation == .notEqual
        else {
          throw reject(
            Message(
              .wrongKind, "`within` needs an equality", notes: ["Try:  expect A = B within 5 %"]),
            at: tolerance.extent)
        }
        _ = try checker.evaluator.margin(tolerance, around: checker.evaluator.quantity(of: target))
      }
      if let probability = claim.probability { try checker.check(probability) }
    }
  }

  func check(_ probability: Claim.Probability) throws(Rejection) {
    let bound = try evaluator.quantity(of: probability.bound)
    guard bound.dimension == .number, bound.value.isNaN || (0...1).contains(bound.value) else {
      throw reject(
        Message(.outOfRange, "a probability is 0 % .. 100 %"), at: probability.bound.extent)
    }
    if let by = probability.by {
      let moment = try evaluator.quantity(of: by)
      guard moment.dimension == .time else {
        throw reject(
          .needs(
            "within", "a time", got: moment.dimension.name, written: Evaluator.written(by),
            try: ["within 6 h"]), at: by.extent)
      }
    }
    let small = min(bound.value, 1 - bound.value)
    guard small.isNaN || small <= 0 || Double(scope.repeats) >= (3 / small - 1e-9) else {
      let needed = (3 / small).rounded(.up)
      throw reject(
        Message(
          .tooFewReplicates,
          "\(scope.repeats) replicate\(scope.repeats == 1 ? "" : "s") cannot tell a probability of \(Readable.number(bound.value * 100)) %",
          notes: ["It takes at least 3 / share:  repeat \(Readable.number(needed))"]),
        at: probability.bound.extent)
    }
  }
}
