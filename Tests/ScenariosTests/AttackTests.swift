import Blockchain
import Simulation
import Terminal
import Testing

@testable import Scenarios

@Suite struct `Attacks in the language` {
  static let base = "chain base from bitcoin\n"

  // MARK: Starting

  @Test func `where one of several systems has a metric the others show none`() {
    let said = Conversation(
      "chain a from bitcoin\nchain b from cosmos_hub\nrun 1 h\ncompare a, b by stale_rate, height")
    #expect(said.codes.isEmpty)
    let rows = said.tables.first { $0.kind == "compare" }?.rows ?? []
    #expect(rows.count == 2)
    #expect(rows.last?.contains(.missing) == true)
    #expect(rows.first?.contains(.missing) == false)
  }

  @Test func `an attack before the first run begins at time zero`() {
    let text = Self.base + "attack partition on base { lasts 1 h }\nrun 1 h\nprint partition.cost"
    #expect(Conversation(text).numbers.count == 1)
  }

  @Test func `an outcome has no data before the attack begins`() {
    let text =
      Self.base
      + "at 2 h { attack partition on base }\nprint partition.cost\nrun 1 h\nprint partition.cost\nrun 2 h\nprint partition.cost"
    let printed = Conversation(text).tables.filter { $0.kind == "print" }.map { $0.rows[0][0] }
    #expect(printed.prefix(2) == [.missing, .missing])
    #expect(printed.last != .missing)
  }

  @Test func `a comparison with an outcome that has no data fails and says so`() {
    let said = Conversation(
      Self.base
        + "at 2 h { attack partition on base }\nrun 1 h\nexpect partition.cost >= 0 USD")
    #expect(said.status == .claimFailed)
    #expect(said.messages.contains("no data: partition.cost was not measured"))
    #expect(said.messages.contains("Try: show partition"))
  }

  @Test func `the outcome of an attack in a body is known after it and to conditions`() {
    let text =
      Self.base + """
        when base.height > 3 { attack partition on base as split { share 30 % } }
        when split.cost >= 0 USD { let seen = base.height }
        run 1 day
        expect split.cost >= 0 USD
        print split.share, seen
        """
    let numbers = Conversation(text).numbers
    #expect(numbers.first == 0.3)
    #expect(numbers[1] >= 4)
  }

  @Test func `a chain that is declared after an attack does not move it`() {
    let text =
      Self.base
      + "attack partition on base { lasts 1 h }\nchain late from bitcoin\nrun 1 h\nprint partition.cost"
    #expect(Conversation(text).numbers.count == 1)
  }

  @Test func `the start and the end of an attack are marked on the time axis`() {
    let said = Conversation(
      Self.base
        + "at 2 h { attack partition on base { share 40 %; lasts 1 h } }\nrun 6 h\nplot interval of base"
    )
    #expect(
      said.results.contains("1 2 h  attack partition on base { share 40 %; lasts 1 h }"))
    #expect(said.results.contains("2 3 h  attack partition on base ends"))
  }

  @Test func `attacks in replicates do not depend on the number of threads`() {
    let text =
      "repeat 4\n" + Self.base + """
        when base.height > 3 { attack partition on base { share 30 % } }
        when base.height > 5 { attack selfish_mining on base { share base.height * 1 % } }
        run 6 h
        print selfish_mining.share, partition.share
        compare partition
        """
    var one = Session.Options()
    one.threads = 1
    #expect(Conversation(text, options: one).results == Conversation(text).results)
  }

  // MARK: Settings

  @Test(arguments: Attack.known.filter { $0.settings.contains("share") }.map(\.name))
  func `an attack has its own share unless set`(name: String) throws {
    let attack = try #require(Attack.named(name))
    let said = values(
      "\(name).share", after: "\(attack.home)\nattack \(name) on \(attack.target)")
    #expect(said == [attack.share])
  }

  @Test func `a merchant waits as long as the chain's users do unless set`() {
    let text = "chain base from bitcoin { finality_depth 12 }\nattack double_spend on base"
    #expect(values("double_spend.confirmations", after: text) == [12])
  }

  @Test func `what was set reads back`() {
    let text =
      Self.base
      + "attack double_spend on base { confirmations 3; value 2 MUSD; lasts 6 h; budget 5 BTC; tries 7; wins_at lead }"
    #expect(
      values(
        "double_spend.confirmations, double_spend.value, double_spend.lasts, double_spend.budget, double_spend.tries",
        after: text) == [3, 2e6, 21_600, 500_000, 7])
    #expect(Conversation(text + "\nexpect double_spend.wins_at = lead").status == .held)
  }

  @Test func `the last launch is the one that reads back`() {
    let text =
      Self.base
      + "attack partition on base { share 20 % }\nat 1 h { attack partition on base { share 30 % } }\nrun 2 h"
    #expect(values("partition.share", after: text) == [0.3])
  }

  @Test func `what is not set has no value`() {
    let said = Conversation(
      Self.base + "attack selfish_mining on base\nprint selfish_mining.gamma, selfish_mining.lasts")
    #expect(said.tables.last?.rows == [[.missing, .missing]])
  }

  // MARK: Refusals

  @Test(arguments: [
    ("attack dubble_spend on base", "T030"), ("attack double_spend on bse", "T020"),
    ("attack double_spend on users", "T040"), ("attack selfish_mining on eth", "T030"),
    ("attack spam on card", "T030"), ("attack majority on eth { tries 10 }", "T035"),
    ("attack nothing_at_stake on base", "T030"), ("attack key_theft on base", "T030"),
    ("attack partition on base { confirmations 6 }", "T050"),
    ("attack partition on base { gamma 0 % }", "T050"),
    ("attack partition on base { shar 30 % }", "T022"),
    ("attack partition on base { keys 5 }", "T050"),
    ("attack partition on base { share ? }", "T042"), ("attack partition on base { ? }", "T042"),
    ("attack partition on base { share 30 }", "T023"),
    ("attack partition on base { share 5 MB }", "T021"),
    ("attack double_spend on base { confirmations 0 }", "T023"),
    ("attack double_spend on base { tries 1.5 }", "T023"),
    ("attack double_spend on base { value 5 }", "T021"),
    ("attack double_spend on base { wins_at draw }", "T024"),
    ("attack majority on base as base", "T026"), ("attack majority on base as min", "T026"),
    ("attack majority on base as eclipse", "T026"),
    ("let majority = 3\nattack majority on base", "T026"),
    ("attack majority on base\nlet majority = 3", "T026"),
    ("attack majority on base\nchain majority from bitcoin", "T026"),
    ("attack majority on base\nworkload majority on base", "T026"),
    ("attack majority on base\nattack majority on big", "T026"),
    ("attack majority on base as m\nattack spam on base as m", "T026"),
    ("attack majority on base\nset majority.share 3 %", "T040"),
    ("attack majority on base\nset majority.profit 3 USD", "T040"),
    ("attack majority on base\nramp majority.share to 3 % over 1 h", "T040"),
    ("print double_spend.success_rate", "T020"),
    ("attack majority on base\nprint majority", "T040"),
    ("attack majority on base\nprint majority.succes_rate", "T014"),
    ("attack majority on base\nprint majority.revenue_share", "T043"),
    ("attack majority on base\nprint majority.cost.p95", "T040"),
    ("attack majority on base\nrun 1 h\nplot cost of majority", "T040"),
    ("attack majority on base\nrun 1 h\nhistogram cost of majority", "T040"),
    ("attack majority on base\nbars cost of majority", "T039"),
    ("attack majority on base { share base.served }", "T039"),
    ("attack majority on base\nreset\nprint majority.cost", "T020"),
    ("sweep majority.share over 10 %, 20 % { run 1 h }", "T020"),
    ("sweep majority.shar over 10 %, 20 % { attack majority on base }", "T022"),
    ("sweep majority.share over 10, 20 { attack majority on base }", "T023"),
    (
      "sweep q over 10 %, 20 % { attack majority on base { share q } }\nprint majority.cost", "T020"
    ),
    ("tree base", "T039"), ("run 1 h\ntree users", "T040"), ("run 1 h\ntree bse", "T020"),
  ])
  func `what does not fit is refused before the run`(text: String, code: String) {
    let frame =
      Self.base
      + "chain big from bitcoin\nchain eth from ethereum\nchain card from visa\nworkload users on base, big, eth, card\n"
    let said = Conversation(frame + text)
    #expect(said.codes.filter { $0 != "T080" } == [code], "\(said.messages)")
    #expect(said.status == .invalid)
  }

  @Test func `an attack that does not suit names the systems that it suits`() {
    let said = Conversation(
      Self.base + "chain eth from ethereum\nattack selfish_mining on eth { share 35 % }")
    #expect(said.messages.contains("Systems here that it suits: base"))
    let alone = Conversation("chain eth from ethereum\nattack selfish_mining on eth")
    #expect(alone.messages.contains("chain base from bitcoin"))
  }

  @Test func `the same attack may have several labels and one label several launches`() {
    let text =
      Self.base
      + "attack majority on base as a\nattack majority on base as b\nattack majority on base as a\nrun 1 h\ncompare a, b by cost"
    #expect(Conversation(text).status == .held)
  }

  // MARK: Attempts

  @Test func `attempts need no run`() {
    let said = Conversation(
      Self.base
        + "attack double_spend on base { share 30 %; tries 10 }\ncompare double_spend\nbars cost of double_spend\nprint base.height"
    )
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.numbers == [0])
    let attempts = said.tables.first { $0.kind == "attack" }
    #expect(
      attempts?.columns.map(\.name) == ["label"]
        + AttackParameters.Kind.doubleSpend.fields.map(\.rawValue))
    #expect(attempts?.rows.first?.first == .text("double_spend"))
  }

  @Test(arguments: ["seed 7", "repeat 3"])
  func `seed and repeat come before the first attempts`(statement: String) {
    let tried = Self.base + "attack double_spend on base { tries 10 }\n"
    #expect(Conversation(tried + statement).codes == ["T036"])
    #expect(Conversation(tried + "reset\n\(statement)\nrun 1 h").status == .held)
  }

  @Test func `set after attempts edits the declaration and the worlds that they made`() {
    let text =
      Self.base + """
        attack double_spend on base { tries 10 }
        set base.block_size 2 MB
        workload crowd on base { rate 1 tx/s }
        chain more from base { coin FOO; price 5 USD }
        print base.block_size, more.block_size
        run 1 h
        reset
        print base.block_size, more.price
        """
    let printed = Conversation(text).tables.filter { $0.kind == "print" }.map(\.rows)
    #expect(printed == [[[.number(2e6), .number(2e6)]], [[.number(2e6), .number(5)]]])
  }

  @Test func `a claim on a probability is watched though attempts made the worlds`() {
    let said = Conversation(typing: [
      "repeat 6", "chain base from bitcoin", "attack double_spend on base { tries 10 }",
      "run 1 day; expect probability of (base.height > 3) within 1 day > 50 %",
    ])
    #expect(said.status == .held)
  }

  @Test(arguments: [
    "attack double_spend on base { tries 10_000_000 }",
    "every 1 min { attack double_spend on base { tries 100_000 } }\nrun 1 year",
    "sweep double_spend.share over 1 % .. 40 % by 1 % { attack double_spend on base { tries 1_000_000 } }",
    "repeat 1000\nattack double_spend on base { tries 1_000_000 }",
  ])
  func `attempts beyond the limit are refused`(text: String) {
    let said = Conversation(Self.base + text)
    #expect(said.status == .limitReached)
    #expect(said.codes == ["T038"])
  }

  @Test func `attempts whose number is measured are limited as they come`() {
    var options = Session.Options()
    options.eventLimit = 1_000_000
    let said = Conversation(
      Self.base
        + "run 20 h\nevery 1 min { attack double_spend on base { tries base.height } }\nrun 10 h",
      options: options)
    #expect(said.codes == ["T038"])
  }

  @Test func `attempts that were stopped count as far as they came`() {
    let interruption = Interruption()
    var options = Session.Options()
    options.interactive = true
    var session = Session(options, interruption: interruption)
    _ = session.enter("chain base from bitcoin") { _ in }
    interruption.request(.user)
    var said = ""
    let status = session.enter("attack double_spend on base { tries 5000 }") {
      said += $0.text.plain
    }
    #expect(status == .interrupted)
    #expect(said.contains("stopped after 0 of 5000 attempts; results kept"))
    interruption.clear()
    #expect(!session.saved().contains("attack"))
    #expect(session.enter("attack double_spend on base { tries 10 }") { _ in } == .held)
    #expect(session.saved().hasSuffix("attack double_spend on base {\n  tries 10\n}\n"))
  }

  // MARK: Looking

  @Test func `show tells what became of an attack and what it was told`() {
    let said = Conversation(
      Self.base + "attack majority on base as rewrite { share 60 % }\nrun 1 h\nshow rewrite")
    #expect(said.results.contains("rewrite: attack majority on base\n"))
    #expect(said.results.contains("share 60 %, confirmations 6, value 1 MUSD, wins_at tie"))
    #expect(said.tables.last?.columns.map(\.name).contains("success_rate") == true)
  }

  @Test func `outcomes of attacks compare in their own units`() {
    let said = Conversation(
      Self.base
        + "chain big from bitcoin\nattack spam on base\nattack spam on big as flood\nrun 1 h\ncompare spam, flood\ncompare spam, flood by cost, delay"
    )
    #expect(said.status == .held, "\(said.messages)")
    #expect(
      said.tables.suffix(2).map { $0.columns.map(\.unit) } == [
        ["", "USD", "", "s"], ["", "USD", "s"],
      ]
    )
  }

  @Test func `tree lists the latest blocks`() {
    let said = Conversation(Self.base + "run 6 h\ntree base")
    #expect(said.status == .held)
    #expect(
      said.tables.last?.columns.map(\.name) == [
        "number", "parent", "height", "time", "producer", "role",
      ])
  }

  @Test(arguments: [
    ("attack sel", ["selfish_mining"]), ("attack partition on ba", ["base"]),
    ("attack partition on base { ", ["share", "lasts"]),
    ("attack double_spend on base { wins_at ", ["tie", "lead"]),
    ("attack spam on base { lasts 5 ho", ["hour", "hours"]),
    ("print split.l", ["split.lasts"]), ("print split.de", ["split.delay", "split.depth"]),
    ("set split.", []), ("compare sp", ["split"]),
    ("bars de", ["delay", "depth", "decentralization"]),
    ("tree ba", ["base"]),
  ])
  func `completion knows attacks and their labels`(text: String, expected: [String]) {
    var session = Session()
    _ = session.enter("chain base from bitcoin; attack partition on base as split") { _ in }
    let found = session.completions(before: text).candidates.map(\.text)
    #expect(
      Set(found).subtracting(["hour", "hours"]) == Set(expected).subtracting(["hour", "hours"]))
  }

  @Test func `help on double_spend tells of the attack and of the function`() {
    let said = Conversation(typing: ["? double_spend"])
    #expect(said.results.contains("double_spend  attack\n"))
    #expect(said.results.contains("double_spend  function\n"))
    #expect(said.results.contains("Outcomes: success_rate, profit"))
  }
}
