import Simulation
import Syntax
import Terminal
import Testing

@testable import Scenarios

@Suite struct `A session` {
  static let setup = [
    "chain base from bitcoin", "workload shop on base { rate 3 tx/s; bid 5 USD }", "run 6 h",
  ]

  @Test func `undo takes back a run`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    _ = Conversation(typing: Self.setup, into: &session)
    let before = Conversation(typing: ["print base.height"], into: &session).numbers
    _ = Conversation(typing: ["run 6 h"], into: &session)
    _ = session.undo()
    #expect(Conversation(typing: ["print base.height"], into: &session).numbers == before)
  }

  /// Statements, each of which is taken back, and expressions that show whether it was.
  @Test(arguments: [
    ("seed 7", "base.block_size"), ("repeat 3", "base.block_size"), ("let cap = 5 MB", "cap"),
    ("price BTC 5 USD", "base.price"), ("set base.block_size 9 MB", "base.block_size"),
    ("chain other from litecoin", "other.block_size"),
    ("upgrade base { block_size 3 MB }", "base.block_size"),
    ("attack majority on base { share 60 % }", "majority.share"),
    ("note \"x\"", "base.height"), ("warmup 1 h", "base.height"),
    ("at 30 min { set base.block_size 2 MB }", "base.block_size"),
    ("ramp base.block_size to 8 MB over 1 h", "base.block_size"),
    ("outage base { lasts 1 h }", "base.height"), ("branch A", "base.height"),
    ("sweep base.block_size over 1 MB, 2 MB { run 1 h }", "base.block_size"),
    ("run 3 h", "base.height"), ("reset", "base.height"),
    ("chain base from litecoin", "base.block_interval"),
    ("workload w on base { rate 1 tx/s }", "w.rate"),
    ("expect base.height > 5", "base.height"), ("plot interval of base", "base.height"),
  ])
  func `undo takes back anything, and the rest goes on as if it had not been`(
    statement: String, value: String
  ) {
    func session() -> Session {
      var options = Session.Options()
      options.interactive = true
      return Session(options)
    }
    for before in [["chain base from bitcoin"], ["chain base from bitcoin", "run 6 h"]] {
      var touched = session()
      var untouched = session()
      _ = Conversation(typing: before, into: &touched)
      _ = Conversation(typing: before, into: &untouched)
      let said = Conversation(typing: [statement], into: &touched)
      // What comes too late after a run has nothing to take back.
      guard said.codes.allSatisfy({ $0.hasPrefix("T08") }), said.status != .invalid else {
        continue
      }
      #expect(touched.undo().plain.hasPrefix("  taken back: \(statement.prefix(6))"))
      #expect(touched.saved() == untouched.saved())
      let after = [
        "print \(value)", "run 2 h", "print base.height, base.block_size, base.price",
        "compare base",
      ]
      let (a, b) = (
        Conversation(typing: after, into: &touched), Conversation(typing: after, into: &untouched)
      )
      #expect(a.results == b.results)
      #expect(a.messages == b.messages)
    }
  }

  @Test func `back is taken back`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    _ = Conversation(
      typing: ["chain base from bitcoin", "run 1 day", "branch A", "run 1 day"], into: &session)
    let later = Conversation(typing: ["print base.height"], into: &session).numbers
    _ = Conversation(typing: ["back to A"], into: &session)
    #expect(Conversation(typing: ["print base.height"], into: &session).numbers != later)
    _ = session.undo()
    #expect(session.undo().plain == "  taken back: back to A\n")
    #expect(Conversation(typing: ["print base.height"], into: &session).numbers == later)
  }

  @Test func `undo ends where memory does`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    #expect(session.undo().plain == "  nothing to take back\n")
  }

  @Test func `what is saved gives the same numbers`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    _ = Conversation(
      typing: Self.setup + ["print 1 MB + 1 s", "set shop.rate 5 tx/s", "run 6 h"], into: &session)
    let direct = Conversation(typing: ["print base.fee, base.inclusion_time"], into: &session)
      .numbers
    let again = Conversation(session.saved() + "print base.fee, base.inclusion_time")
    #expect(again.numbers == direct)
    #expect(!session.saved().contains("1 MB"))
  }

  @Test func `a second declaration at the prompt replaces the first and starts over`() {
    let said = Conversation(
      typing: Self.setup + [
        "chain base from ethereum { online 100 % }", "run 1 h", "print base.height",
      ])
    #expect(said.numbers == [300])
  }

  @Test func `the same seed gives the same bytes`() {
    let text = Self.setup.joined(separator: "\n") + "\nplot backlog of base\ncompare base"
    #expect(Conversation(text).results == Conversation(text).results)
    #expect(Conversation("seed 1\n" + text).results != Conversation("seed 2\n" + text).results)
  }

  @Test func `replicates on one and on two threads give the same bytes`() {
    let text =
      "repeat 8\n" + Self.setup.joined(separator: "\n")
      + "\nwhen base.backlog > 100 tx again { note \"full\" }\nrun 6 h\nplot backlog of base\ncompare base"
    var one = Session.Options()
    one.threads = 1
    var two = Session.Options()
    two.threads = 2
    #expect(Conversation(text, options: one).results == Conversation(text, options: two).results)
  }

  @Test func `looking changes nothing`() {
    let quiet = Self.setup + ["run 6 h", "compare base"]
    let probed =
      Self.setup + [
        "when base.fee > 1000 USD { note \"dear\" }", "print base.fee.p99", "run 6 h",
        "compare base",
      ]
    var options = Session.Options()
    options.interactive = true
    var traced = Session(options)
    traced.setTrace(true)
    let last = Conversation(typing: quiet).tables.last
    #expect(Conversation(typing: probed).tables.last == last)
    #expect(Conversation(typing: quiet, into: &traced).tables.last == last)
  }

  @Test func `an interrupted run keeps what there is`() {
    let interruption = Interruption()
    var options = Session.Options()
    options.interactive = true
    var session = Session(options, interruption: interruption)
    _ = session.enter("chain base from bitcoin") { _ in }
    interruption.request(.user)
    var said = ""
    #expect(session.enter("run 1 year") { said += $0.text.plain } == .interrupted)
    #expect(said.contains("results kept"))
    interruption.clear()
    #expect(session.enter("run 1 h") { _ in } == .held)
    #expect(session.saved().hasSuffix("bitcoin\nrun 1 h\n"))
  }

  @Test func `interrupted replicates stay in step`() {
    let interruption = Interruption()
    var options = Session.Options()
    options.interactive = true
    var session = Session(options, interruption: interruption)
    _ = session.enter("repeat 3; chain a from ethereum { online 100 % }; run 1 h") { _ in }
    interruption.request(.user)
    _ = session.enter("run 1 day") { _ in }
    interruption.clear()
    let said = Conversation(typing: ["print a.height"], into: &session)
    #expect(said.numbers == [300])
  }

  @Test(arguments: [
    ("chain a from bi", ["bitcoin", "bitcoin_cash"]),
    ("chain a from base { block_", ["block_interval", "block_size"]),
    ("plot thr", ["throughput"]), ("plot fee of ba", ["base"]), ("run 5 da", ["days"]),
    ("set base.block_s", ["base.block_size"]), ("chain a { consensus p", ["pow", "pos"]),
    ("chain a { block_size 5 M", ["MB", "Mbit", "MiB"]), ("workload w on base { pat", ["patience"]),
  ])
  func `completion knows its place`(text: String, expected: [String]) {
    var session = Session()
    _ = session.enter("chain base from bitcoin") { _ in }
    #expect(Set(session.completions(before: text).candidates.map(\.text)) == Set(expected))
  }

  @Test(arguments: [
    "", "\n\n", "# only a comment", String(repeating: "{", count: 100_000),
    "run 1000000 years", "repeat 1000000000",
    "chain a from bitcoin\nworkload w on a { rate 1e12 tx/s }",
    "print 1e999", "chain a { block_interval 1 us }",
    "print " + String(repeating: "(", count: 100_000),
    "chain a from visa\nrepeat 10000\nrun 100 years", "sweep x over 1 .. 1e9 by 1 { run 1 s }",
    "chain a from bitcoin { shares zipf 10000 5000 }\nrun 1 h",
    "at 1 h { at 1 h { at 1 h { note \"x\" } } }",
    "chain a from bitcoin\nevery 1 ms { note \"x\" }\nrun 1 year",
    "chain a from bitcoin\nattack majority on a { share 100 %; confirmations 100_000; value 1e15 USD; lasts 100 years }\nrun 1 h",
    "chain a from bitcoin\nevery 1 s { attack spam on a { budget 0 USD } }\nrun 1 h\nplot interval of a",
  ])
  func `hostile input is answered`(text: String) {
    let said = Conversation(text)
    #expect([.held, .invalid, .limitReached].contains(said.status))
  }

  @Test func `names are printed with control characters escaped`() {
    let said = Conversation(
      "note \"\u{1B}[31mred\"\nchain a from bitcoin\nrun 1 day\nplot interval of a")
    #expect(!said.results.contains("\u{1B}"))
  }

  @Test func `an override goes before the scenario`() {
    var options = Session.Options()
    options.overrides = [Session.Override(path: "base.block_size", value: "2 MB")]
    let said = Conversation("chain base from bitcoin\nprint base.block_size", options: options)
    #expect(said.numbers == [2e6])
    #expect(Conversation("chain other from bitcoin", options: options).codes == ["T045"])
  }

  @Test func `the command line's seed and repeat go before the scenario's`() {
    var options = Session.Options()
    options.seed = 7
    options.repeats = 2
    let said = Conversation("seed 1\nrepeat 3\nchain a from bitcoin\nrun 1 day", options: options)
    #expect(said.results.contains("2 runs, seed 7"))
  }
}
