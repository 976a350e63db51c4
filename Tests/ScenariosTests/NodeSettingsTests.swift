import Blockchain
import Measures
import Quantities
import Testing

@testable import Scenarios

@Suite struct `Settings of networks, nodes and miners` {
  @Test(arguments: KnownSetting<ChainParameters>.chain.map(\.info))
  func `every setting has two examples that run, and its range reads in its unit`(
    info: SettingInfo
  ) {
    #expect(info.examples.count == 2 && Set(info.examples).count == 2)
    let preset = Preset.suited(to: info.suits)
    for example in info.examples {
      let said = Conversation("chain base from \(preset) { \(example) }")
      #expect(said.status == .held, "\(example): \(said.messages)")
    }
    if let unit = info.unit { #expect(info.range?.hasSuffix(unit) == true) }
  }

  /// What is written, and what is read back.
  static let writings: [(String, String, String)] = [
    ("era 2019", "era", "2019"), ("era 2_019", "era", "2019"), ("relay full", "relay", "full"),
    ("relay constant; delay 1.5 s", "delay", "1.5 s"),
    ("delay 1.5 s; relay constant", "delay", "1.5 s"),
    ("verification_time 100 ms/MB", "verification_time", "0.1 s/MB"),
    ("hardware_price 16 USD/TH/s", "hardware_price", "16 USD/TH/s"),
    ("hardware_price 16 USD/TH", "hardware_price", "16 USD/TH/s"),
    ("hardware_price 16 USD / 1 TH/s", "hardware_price", "16 USD/TH/s"),
    ("hardware_price 16e6 USD/EH/s", "hardware_price", "16 USD/TH/s"),
    ("efficiency 18 J/TH", "efficiency", "18 J/TH"),
    ("node_budget 30 USD/month", "node_budget", "30 USD/month"),
    ("node_budget 30 USD", "node_budget", "30 USD/month"),
    ("node_bandwidth 12.5 MB/s", "node_bandwidth", "100 Mbit/s"),
    ("history 18 months", "history", "1.5 years"),
    ("amortization 5 years", "amortization", "60 months"),
    ("ssd_price 0.07 USD/GB", "ssd_price", "70 USD/TB"),
    ("power_price 0.3 USD/kWh", "power_price", "0.3 USD/kWh"),
    ("core_price 40 USD", "core_price", "40 USD"),
    ("dynamics on", "dynamics", "on"), ("dynamics yes", "dynamics", "on"),
    ("dynamics no", "dynamics", "off"), ("always_full on", "always_full", "yes"),
    ("fork_choice ghost", "fork_choice", "ghost"),
  ]

  @Test(arguments: writings)
  func `a setting reads back in its own unit`(written: String, name: String, read: String) {
    let said = Conversation("chain a from bitcoin { \(written) }\nprint a.\(name)")
    #expect(said.results == read + "\n", "\(said.messages)")
  }

  @Test func `machines for a hash rate cost money`() {
    let text = "chain a from bitcoin\nprint a.hardware_price * a.hash_rate -> bnUSD"
    #expect(Conversation(text).results == "16.96 bnUSD\n")
  }

  @Test(arguments: [
    ("delay 10 s", "T027", "relay constant; delay 10 s"),
    ("relay full; delay 10 s", "T027", "relay full"),
    ("hardware_price 16 USD", "T021", "16 USD/TH/s"),
    ("hardware_price 16 USD/(TH/s)", "T020", "16 USD/TH/s"), ("era 2020", "T024", "2019"),
    ("shares zipf 40 30", "T023", "shares zipf 40 21"),
    ("shares zipf 2000 3", "T023", "1 .. 1000"), ("shares zipf 2.5 1", "T023", "1 .. 1000"),
    ("shares zipf 40 1 MB", "T023", "1 .. 40"), ("safe_cpu 0 %", "T023", "0.001 .. 1"),
    ("node_bandwidth 50 MB", "T021", "50 Mbit/s"),
  ])
  func `what cannot be set is answered with what can`(text: String, code: String, hint: String) {
    let said = Conversation("chain a from bitcoin { \(text) }")
    #expect(said.codes == [code])
    #expect(said.messages.contains(hint), "\(said.messages)")
  }

  @Test func `settings of work do not suit stake`() {
    for name in ["fork_choice ghost", "hardware_price 16 USD/TH", "efficiency 18 J/TH"] {
      #expect(Conversation("chain a from ethereum { \(name) }").codes == ["T027"])
    }
    #expect(Conversation("chain a from ethereum { candidates 9; era 2015 }").status == .held)
  }

  @Test func `a power law makes as many rule as it says`() {
    let text = """
      chain a from bitcoin { shares zipf 20 3 }
      chain b from a
      set b.shares zipf 12 2
      run 1 h
      """
    var session = Session()
    _ = Conversation(typing: text.split(separator: "\n").map(String.init), into: &session)
    let shares = session.interpreter.scope.systems.map(\.parameters.shares)
    #expect(shares.map(\.count) == [20, 12])
    #expect(shares[0].prefix(3).reduce(0, +) > 0.5 && shares[0].prefix(2).reduce(0, +) <= 0.5)
    #expect(shares[1].prefix(2).reduce(0, +) > 0.5 && shares[1][0] <= 0.5)
  }

  @Test func `words that are numbers can be swept and compared`() throws {
    let text =
      "chain a from bitcoin\nsweep a.era over 2015, 2019, 2025 { run 1 h; print a.height }\nset a.era 2019\nprint a.era = 2019, a.era = 2015"
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.results.hasSuffix("yes, no\n"))
    let table = try #require(said.tables.first { $0.kind == "sweep" })
    #expect(table.rows.map { $0[0] } == [.text("2015"), .text("2019"), .text("2025")])
  }

  @Test func `a switch can be swept by its positions`() throws {
    let text = "chain a from bitcoin\nsweep a.dynamics over on, off { run 1 h; print a.height }"
    let table = try #require(Conversation(text).tables.last)
    #expect(table.rows.map { $0[0] } == [.text("on"), .text("off")])
  }

  @Test func `a sweep shows its values in the unit of the setting`() throws {
    let text =
      "chain a from bitcoin\nsweep a.node_budget over 10 USD, 25 USD/month { run 1 h; print a.verify_share }\nplot verify_share of a against node_budget"
    let said = Conversation(text)
    #expect(said.results.contains("10 USD/month") && said.results.contains("25 USD/month"))
    #expect(said.results.contains("node_budget (USD/month)"))
  }

  @Test func `bigger full blocks leave fewer verifiers`() {
    let text = """
      chain a from bitcoin { always_full yes }
      sweep a.block_size over 1 MB, 32 MB, 128 MB { run 10 days; print a.verify_share, a.node_cost }
      """
    let rows = Conversation(text).tables.last?.rows ?? []
    let shares: [Double] = rows.compactMap { if case .number(let x) = $0[1] { x } else { nil } }
    // Ten days hold 1 440 blocks, give or take 38 or 2.6 %.
    let expected = [0.81, 0.45, 0.11]
    #expect(shares.count == 3)
    for (share, target) in zip(shares, expected) { #expect(abs(share / target - 1) < 0.1) }
  }
}
