import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

extension Checker {
  mutating func checkSubjects(_ subjects: [Subject]) {
    for subject in subjects {
      if let branch = subject.branch, !branches.contains(where: { $0.name == branch.text }) {
        note(scope.unknownBranch(branch, among: branches.map(\.name)))
      }
      if let at = subject.at {
        expectQuantity(at, .time, of: "at", try: ["compare base at 1 day, base at 2 days"])
        if knowsEnds, subject.branch == nil, let q = try? evaluator.quantity(of: at),
          q.dimension == .time, !q.value.isNaN,
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
      guard scope.systemIndex(ofSubject: subject.name.text) == nil else { continue }
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
    _ metric: Path, of subjects: [Subject], against axis: Path? = nil, distribution: Bool = false,
    perProducer: Bool = false, takesSettings: Bool = false
  ) {
    if let owned = ownerFirst(metric, against: axis) { return note(owned) }
    let systems = subjects.compactMap { scope.system($0.name.text) }
    if takesSettings, metric.parts.count == 1, systems.count == subjects.count,
      scope.numericSetting(metric.parts[0].text, of: systems.map(\.name)) != nil
    {
      return
    }
    let labels = subjects.compactMap { scope.label($0.name.text) }
    let known = Metric.spelled(metric.parts[0].text)
    scope.comparesKinds = systems.contains {
      known?.applies(to: $0.parameters) == true
    }
    defer { scope.comparesKinds = false }
    attempt { checker throws(Rejection) in
      for label in labels {
        _ = try checker.scope.field(metric.parts[0], of: label.attack)
        _ = try checker.scope.resolve(Path([Word(label.name, metric.extent)] + metric.parts))
        if distribution { throw checker.isOneNumber(metric) }
      }
      guard !systems.isEmpty || !labels.isEmpty else {
        // The system is wrong already; the metric's name can still be checked.
        _ = try checker.scope.metric(
          metric.parts[0], of: ChainParameters(), system: "a chain")
        return
      }
      for system in systems {
        let known = try checker.scope.metric(
          metric.parts[0], of: system.parameters, system: system.name)
        if distribution, known.kind != .distribution { throw checker.isOneNumber(metric) }
        if known.isPerProducer, metric.parts.count == 1, perProducer { continue }
        _ = try checker.scope.resolve(
          Path([Word(system.name, metric.extent)] + metric.parts))
      }
    }
  }

  /// `plot a.profit of s`: what belongs behind `of` stands before it.
  private func ownerFirst(_ metric: Path, against axis: Path?) -> Rejection? {
    let owner = metric.parts[0].text
    guard metric.parts.count > 1, Metric.spelled(owner) == nil else { return nil }
    let isLabel = scope.label(owner) != nil
    guard isLabel || scope.system(owner) != nil else { return nil }
    let number = metric.parts.dropFirst().map(\.text).joined(separator: ".")
    return reject(
      Message(
        .wrongKind, "`\(owner)` is \(isLabel ? "an attack" : "a system") and belongs behind `of`",
        notes: [
          "Try:  "
            + (axis.map { "plot \(number) of \(owner) against \($0.text)" }
              ?? "\(number) of \(owner)")
        ]), at: metric.parts[0].extent)
  }

  private func isOneNumber(_ metric: Path) -> Rejection {
    let known = Metric.spelled(metric.parts[0].text)?.name ?? metric.parts[0].text
    return reject(
      Message(
        .wrongKind, "`\(known)` is one number, not a distribution",
        notes: [
          "Distributions: "
            + Metric.all.filter { $0.kind == .distribution }.map(\.name).joined(separator: ", ")
        ]), at: metric.extent)
  }

  /// Outcomes of an attack add up; they have no course in time.
  mutating func refuseCourse(of metrics: [Path], _ subjects: [Subject]) {
    for subject in subjects {
      guard let label = scope.label(subject.name.text), rejections.isEmpty else { continue }
      note(
        reject(
          Message(
            .wrongKind, "the outcome of an attack is one number and has no course in time",
            notes: [
              "Try:  bars \(metrics[0].text) of \(label.name)    or    show \(label.name)",
              "Over a sweep:  plot \(metrics[0].text) of \(label.name) against share",
            ]), at: subject.name.extent))
    }
  }

  /// A course over time has one value at a time.
  mutating func refusePart(of metric: Path) {
    let known = Metric.spelled(metric.parts[0].text)
    guard metric.parts.count > 1 || known?.hasCourse == false else { return }
    let name = metric.parts[0].text
    note(
      reject(
        Message(
          .wrongKind,
          known?.hasCourse == false
            ? "`\(name)` is counted over the whole run and has no course in time"
            : "a plot over time shows the median of each block, not `.\(metric.parts[1].text)`",
          notes: [
            known?.hasCourse == false
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
    for metric in metrics { checkMetric(metric, of: subjects, against: axis) }
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

  private func followsFromRules(_ metric: Path, _ subjects: [Subject]) -> Bool {
    let names = subjects.map(\.name.text)
    return subjects.contains { subject in
      let path = Path([subject.name] + metric.parts)
      return (try? scope.reading(path, comparing: names))?.followsFromRules == true
    }
  }

  /// Outcomes of attempts, and what follows from the rules, can be looked at without a run.
  mutating func requireRun(
    _ word: String, of subjects: [Subject] = [], by metrics: [Path] = [], _ extent: Extent
  ) {
    let areLabels = !subjects.isEmpty && subjects.allSatisfy { scope.label($0.name.text) != nil }
    guard !hasRun, place == .file, rejections.isEmpty, !(areLabels && hasAttempted),
      !metrics.contains(where: { followsFromRules($0, subjects) })
    else { return }
    note(
      reject(
        Message(
          .noData, "`\(word)` shows a run, and nothing has run yet", notes: ["Try:  run 1 day"]),
        at: extent))
  }
}
