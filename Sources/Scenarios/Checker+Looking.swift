import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

extension Checker {
  mutating func checkSubjects(_ subjects: [Subject]) {
    for subject in subjects {
      if let branch = subject.branch {
        note(
          reject(
            .notInThisVersion("in \(branch.text)", "comparing branches", instead: "`compare A, B`"),
            at: branch.extent))
      }
      if let at = subject.at {
        expectQuantity(at, .time, of: "at", try: ["compare base at 1 day, base at 2 days"])
        if knowsEnds, let q = try? evaluator.quantity(of: at), q.dimension == .time, !q.value.isNaN,
          !ends.contains(.seconds(q.value))
        {
          note(
            reject(
              Message(
                .noData, "no run ends at \(Readable.time(Interval.seconds(q.value)))",
                notes: ends.isEmpty
                  ? [] : ["Runs end at: " + ends.map { Readable.time($0) }.joined(separator: ", ")]),
              at: at.extent))
        }
      }
      guard scope.system(subject.name.text) == nil else { continue }
      if scope.workload(subject.name.text) != nil {
        note(
          reject(
            Message(
              .wrongKind, "`\(subject.name.text)` is a workload; pictures show systems",
              notes: ["Systems here: \(scope.systems.map(\.name).joined(separator: ", "))"]),
            at: subject.name.extent))
      } else {
        note(scope.unknownName(subject.name))
      }
    }
  }

  mutating func checkMetric(
    _ metric: Path, of subjects: [Subject], distribution: Bool = false, perProducer: Bool = false
  ) {
    let systems = subjects.compactMap { scope.system($0.name.text) }
    let names = systems.isEmpty ? [] : systems
    attempt { checker throws(Rejection) in
      guard !names.isEmpty else {
        // The system is wrong already; the metric's name can still be checked.
        _ = try checker.scope.metric(
          metric.parts[0], of: ChainParameters(), system: "a chain")
        return
      }
      for system in names {
        let known = try checker.scope.metric(
          metric.parts[0], of: system.parameters, system: system.name)
        if distribution, known.kind != .distribution {
          throw reject(
            Message(
              .wrongKind, "`\(known.name)` is one number, not a distribution",
              notes: [
                "Distributions: "
                  + Metric.all.filter { $0.kind == .distribution }.map(\.name).joined(
                    separator: ", ")
              ]), at: metric.extent)
        }
        if known.isPerProducer, metric.parts.count == 1, perProducer { continue }
        _ = try checker.scope.resolve(
          Path([Word(system.name, metric.extent)] + metric.parts))
      }
    }
  }

  /// A course over time has one value at a time.
  mutating func refusePart(of metric: Path) {
    let known = Metric.spelled(metric.parts[0].text)
    guard metric.parts.count > 1 || known?.isPerProducer == true else { return }
    let name = metric.parts[0].text
    note(
      reject(
        Message(
          .wrongKind,
          known?.isPerProducer == true
            ? "`\(name)` is counted over the whole run and has no course in time"
            : "a plot over time shows the median of each block, not `.\(metric.parts[1].text)`",
          notes: [
            known?.isPerProducer == true
              ? "Try:  bars \(name) of base"
              : "Try:  plot \(name) of base    or    histogram \(name) of base"
          ]), at: metric.extent))
  }

  mutating func checkAgainst(_ metrics: [Path], _ subjects: [Subject], _ axis: Path) {
    guard let last = swept.last else {
      note(
        reject(
          Message(
            .noData, "`against` draws a sweep, and there was none",
            notes: ["Try:  sweep base.block_size over 1 MB, 4 MB { run 1 day }"]), at: axis.extent))
      return
    }
    let outer = scope
    if let sweptScope { scope = sweptScope }
    checkSubjects(subjects)
    for metric in metrics { checkMetric(metric, of: subjects) }
    scope = outer
    let known = last.contains {
      $0.text == axis.text || $0.parts.last?.text == axis.parts.last?.text
    }
    if !known {
      note(
        reject(
          .unknown(
            .unknownName, "swept setting", axis.text, among: last.map(\.text),
            listed: "The last sweep went over: " + last.map(\.text).joined(separator: ", ")),
          at: axis.extent))
    }
  }

  mutating func requireRun(_ word: String, _ extent: Extent) {
    guard !hasRun, place == .file, rejections.isEmpty else { return }
    note(
      reject(
        Message(
          .noData, "`\(word)` shows a run, and nothing has run yet", notes: ["Try:  run 1 day"]),
        at: extent))
  }

  func checkAttack(_ name: Word, _ on: Word) throws(Rejection) {
    guard let attack = Attack.named(name.text) else {
      throw reject(
        .unknown(
          .unsuitedAttack, "attack", name.text, among: Attack.all.map(\.name),
          listed: "Attacks: double_spend, majority, selfish_mining, ...   (? attacks)"),
        at: name.extent)
    }
    guard let system = scope.system(on.text) else { throw scope.unknownName(on) }
    let consensus = system.parameters.consensus.rawValue
    guard attack.suits.contains(consensus) else {
      let fitting = scope.systems.filter { attack.suits.contains($0.parameters.consensus.rawValue) }
        .map(\.name)
      throw reject(
        Message(
          .unsuitedAttack,
          "`attack \(attack.name)` suits \(attack.suits.joined(separator: ", ")), but `\(on.text)` is \(consensus)",
          notes: fitting.isEmpty
            ? [] : ["Systems here that it suits: " + fitting.joined(separator: ", ")]),
        at: on.extent)
    }
    throw reject(
      .notInThisVersion(
        "attack \(attack.name)", attack.meaning, instead: "the closed forms (? functions)"),
      at: name.extent)
  }
}
