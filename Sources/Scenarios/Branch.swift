import Quantities
import Syntax

/// A moment that was kept under a name, and the future that belongs to it.
struct Branch: Sendable {
  var name: String
  /// The state that `back to` returns to.
  var start: Moment
  /// How far its future has come when another was begun; none while it is the present one.
  var tip: Moment?

  /// Everything that time changes.
  struct Moment: Sendable {
    var scope: Scope
    var bench: Bench
  }
}

extension Interpreter {
  /// Branches kept at a time.
  private static let mostBranches = 16

  private var moment: Branch.Moment { Branch.Moment(scope: scope, bench: bench) }

  /// Keeps this moment; what follows belongs to the new branch, and so does what came since an older one
  /// was begun, which is then a moment without a future.
  mutating func branch(_ name: Word) throws(Rejection) {
    guard !branches.contains(where: { $0.name == name.text }) else {
      throw reject(.branchTwice(name.text), at: name.extent)
    }
    guard branches.count < min(Self.mostBranches, max(1, keptStates)) else {
      throw reject(
        Message(
          .tooExpensive, "no more than \(branches.count) moments can be kept",
          notes: ["`reset` forgets them"]), at: name.extent)
    }
    prepare()
    mark("branch \(name.text)")
    branches.append(Branch(name: name.text, start: moment))
    presentBranch = name.text
    guard options.interactive else { return }
    say("  \(name.text): kept at \(Readable.time(now)); `back to \(name.text)` returns to it")
  }

  /// Returns to a kept moment. The future that is left stays readable as the branch that it belongs to.
  mutating func back(to name: Word) throws(Rejection) {
    guard let index = branches.firstIndex(where: { $0.name == name.text }) else {
      throw scope.unknownBranch(name, among: branches.map(\.name))
    }
    leaveBranch()
    let start = branches[index].start
    let bindings = scope.bindings
    scope = start.scope
    // Values that were named on the way stay known, to compare the futures by.
    for binding in bindings where scope.binding(binding.name) == nil {
      scope.bindings.append(binding)
    }
    bench = start.bench
    // A moment that has no future yet gets the one that follows now.
    presentBranch = branches[index].tip == nil ? name.text : nil
    if options.interactive { say("  back at \(Readable.time(now))") }
  }

  private mutating func leaveBranch() {
    if let present = branches.firstIndex(where: { $0.name == presentBranch }) {
      branches[present].tip = moment
    }
    presentBranch = nil
  }

  /// The future that belongs to a branch, as far as it has come.
  func future(of name: Word) throws(Rejection) -> Branch.Moment {
    guard let branch = branches.first(where: { $0.name == name.text }) else {
      throw scope.unknownBranch(name, among: branches.map(\.name))
    }
    return presentBranch == branch.name ? moment : branch.tip ?? branch.start
  }
}

extension Checker {
  mutating func checkBranch(_ name: Word) {
    if branches.contains(where: { $0.name == name.text }) {
      note(reject(.branchTwice(name.text), at: name.extent))
    }
    branches.append(
      Kept(
        name: name.text, scope: scope, declared: declared, hasRun: hasRun, elapsed: elapsed,
        ends: ends))
  }

  mutating func checkBack(to name: Word) {
    guard let kept = branches.first(where: { $0.name == name.text }) else {
      note(scope.unknownBranch(name, among: branches.map(\.name)))
      return
    }
    let bindings = scope.bindings
    scope = kept.scope
    for binding in bindings where scope.binding(binding.name) == nil {
      scope.bindings.append(binding)
    }
    declared = kept.declared
    hasRun = kept.hasRun
    elapsed = kept.elapsed
    ends = kept.ends
  }

  /// What of a kept moment matters to the checks of what follows it.
  struct Kept: Sendable {
    var name: String
    var scope: Scope
    var declared: Checker.Declared?
    var hasRun: Bool
    var elapsed: Interval
    var ends: [Interval]
  }
}

extension Scope {
  func unknownBranch(_ name: Word, among known: [String]) -> Rejection {
    reject(
      .unknown(
        .unknownName, "branch", name.text, among: known,
        listed: known.isEmpty
          ? "Nothing is kept yet; try: branch \(name.text)"
          : "Branches: " + known.joined(separator: ", ")), at: name.extent)
  }
}

extension Message {
  fileprivate static func branchTwice(_ name: String) -> Message {
    Message(
      .nameTaken, "the branch `\(name)` is kept already",
      notes: ["Another name, or:  back to \(name)"])
  }
}
