import ArgumentParser
import Quantities
import Scenarios
import Syntax

/// Counts and ratios of what a run costs: how much simulated time or work a second buys, and how that
/// compares with the goal.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Measure how fast this machine simulates.")

  struct Case: Sendable {
    var name: String
    var scenario: String
    /// Seconds that it may take.
    var goal: Double
    /// Payments over channels in it, to tell how many a second carries.
    var payments: Double?
  }

  private static let allPresets = Preset.chains

  static let cases = [
    Case(
      name: "100,000 tx/s for an hour, 0.4 s blocks",
      scenario: """
        chain fast { consensus central; block_interval 400 ms; block_size 1 GB; fee_market eip1559; gas_limit 10 Ggas }
        workload rush on fast { rate 100_000 tx/s; bid 5 USD }
        run 1 h
        """, goal: 0.5),
    Case(
      name: "Bitcoin at half load for a day",
      scenario: """
        chain base from bitcoin
        workload shopping on base { rate 3.5 tx/s; bid 5 USD }
        run 1 day
        """, goal: 0.05),
    Case(
      name: "Ethereum at nine tenths for a day",
      scenario: """
        chain eth from ethereum
        workload life on eth { rate 28 tx/s; bid 5 USD; mix payments 100 % }
        run 1 day
        """, goal: 0.3),
    Case(
      name: "Bitcoin with users for a year",
      scenario: """
        chain base from bitcoin
        workload shopping on base { rate 3.5 tx/s; bid 5 USD }
        run 1 year
        """, goal: 3),
    Case(
      name: "600 miners, 10,000 blocks, each hop",
      scenario: """
        chain base from bitcoin { nodes 600; miners 600; block_size 535 kB; relay full; always_full yes }
        run 6_000_000 s
        """, goal: 3),
    Case(
      name: "16 pools, 50,000 blocks",
      scenario: """
        chain base from bitcoin { relay full; always_full yes; shares zipf 16 4 }
        run 30_000_000 s
        """, goal: 0.5),
    Case(
      name: "nine miners at 10 s, 1,000,000 blocks",
      scenario: """
        chain base {
          consensus pow; block_interval 10 min; relay constant; delay 10 s; retarget none
          shares 30 %, 29 %, 12 %, 11 %, 8 %, 5 %, 3 %, 1 %, 1 %
        }
        run 600_000_000 s
        """, goal: 1),
    Case(
      name: "100,000 double spends of 6 blocks",
      scenario: """
        chain base from bitcoin
        attack double_spend on base { share 30 %; confirmations 6; tries 100_000 }
        """, goal: 1),
    Case(
      name: "Bitcoin at six block sizes",
      scenario: """
        chain base from bitcoin { always_full yes }
        sweep base.block_size over 1 MB, 4 MB, 32 MB, 128 MB, 512 MB, 1024 MB { run 30 days }
        plot verify_share of base against block_size
        """, goal: 10),
    Case(
      name: "Solana for a day",
      scenario: "chain a from solana; run 1 day", goal: 0.5),
    Case(
      name: "Sei for a day",
      scenario: "chain a from sei; run 1 day", goal: 0.5),
    Case(
      name: "Sei of 2023 for a day",
      scenario: "chain a from sei_2023; run 1 day", goal: 0.5),
    Case(
      name: "Sei Giga for a day",
      scenario: "chain a from sei_giga; run 1 day", goal: 0.5),
    Case(
      name: "the Cosmos Hub for a day",
      scenario: "chain a from cosmos_hub; run 1 day", goal: 0.5),
    Case(
      name: "Avalanche for a day",
      scenario: "chain a from avalanche; run 1 day", goal: 0.5),
    Case(
      name: "TRON for a day",
      scenario: "chain a from tron; run 1 day", goal: 0.5),
    Case(
      name: "1,000 validators who vote, for a day",
      scenario: "chain a from cosmos_hub { validators 1000; block_interval 1 s }; run 1 day",
      goal: 1),
    Case(
      name: "all metrics of all presets",
      scenario: allPresets.map { "chain c_\($0) from \($0)" }.joined(separator: "\n")
        + "\nrun 1 s\n"
        + allPresets.map { "compare c_\($0)" }.joined(separator: "\n"), goal: 0.2),
    Case(
      name: "Sei with users for a day",
      scenario: """
        chain a from sei
        workload life on a { rate 200 tx/s; bid 5 USD; mix payments 100 % }
        run 1 day
        """, goal: 5),
    payments(nodes: 600), payments(nodes: 6_000), payments(nodes: 12_000),
    Case(
      name: "a rollup at 2,000 tx/s for a day",
      scenario: """
        chain eth from ethereum
        rollup a on eth { gas_limit 400 Mgas; gas_target 400 Mgas; bytes_per_tx 30 B }
        workload life on a { rate 2_000 tx/s; bid 5 USD; mix payments 100 % }
        run 1 day
        """, goal: 1),
    Case(
      name: "eight rollups on one parent for a day",
      scenario: """
        chain eth from ethereum
        rollup a on eth; rollup b on eth; rollup c on eth; rollup d on eth
        rollup e on eth; rollup f on eth; rollup g on eth; rollup h on eth
        workload life on a, b, c, d, e, f, g, h { rate 100 tx/s; bid 5 USD; mix payments 100 % }
        run 1 day
        """, goal: 4),
    Case(
      name: "8,000,000 exits from a plasma chain",
      scenario: """
        chain eth from ethereum
        plasma p on eth from plasma { users 8e6; locked_value 8 bnUSD; block_interval 10 min }
        attack data_withholding on p
        run 7 days
        """, goal: 2),
  ]

  /// Payments over channels, on routes that are searched one by one: 5 000 a second are the goal.
  private static func payments(nodes: Int) -> Case {
    Case(
      name: "\(nodes) nodes with channels, 20,000 payments",
      scenario: """
        chain base from bitcoin
        channels pay on base { channel_nodes \(nodes) }
        workload shopping on pay { rate 200 tx/s; amount 20 USD; bid 500 USD }
        run 100 s
        """, goal: 4, payments: 20_000)
  }

  @Option(help: "Repetitions of each case; the fastest counts.") var rounds = 3

  func validate() throws {
    guard (1...100).contains(rounds) else { throw ValidationError("--rounds takes 1 to 100") }
  }

  func run() throws {
    let clock = ContinuousClock()
    try measureTexts(clock)
    say("case                                      seconds   goal / seconds   memory MB")
    for benchmark in Self.cases {
      var best = Double.infinity
      for _ in 0..<rounds {
        let started = clock.now
        var session = Session()
        let status = session.run(Source(name: "benchmark", text: benchmark.scenario)) { _ in }
        let took = (clock.now - started) / .seconds(1)
        guard status == .held else { throw ExitCode(status.exitCode) }
        best = min(best, took)
      }
      let name = benchmark.name + String(repeating: " ", count: max(0, 40 - benchmark.name.count))
      let seconds = Readable.fixed(best, places: 4)
      let ratio = Readable.fixed(benchmark.goal / best, places: 1)
      let memory = Readable.fixed(PeakMemory.megabytes, places: 0)
      let rate = benchmark.payments.map {
        "   \(Readable.number(($0 / best).rounded())) payments/s"
      }
      say("\(name)  \(seconds)   \(ratio) x            \(memory)" + (rate ?? ""))
    }
  }
}

extension BenchmarkCommand {
  /// Scenarios are read, formatted and checked at this many megabytes a second at least.
  private static let goal = 10.0

  /// A scenario of some megabytes, of the statements that samples have most.
  static func text(lines: Int) -> String {
    var text = "chain base from bitcoin\nchain eth from ethereum\n"
    text += "workload shopping on base, eth { rate 2 tx/s; bid 5 USD }\nrun 1 day\n"
    for i in 0..<lines {
      switch i % 5 {
      case 0: text += "# what changes when blocks of \(i) kB are found every 10 minutes?\n"
      case 1: text += "set base.block_size \(1 + i % 30) MB  # more room\n"
      case 2: text += "ramp shopping.rate to \(1 + i % 5) tx/s over \(1 + i % 9) h\n"
      case 3: text += "print base.throughput, eth.fee.p95, base.block_size -> MiB\n"
      default: text += "expect base.throughput = 7 tx/s within 50 % because \"blocks are full\"\n"
      }
    }
    return text
  }

  /// At once, so that it can be watched in a pipe too.
  private func say(_ line: String) { Outlet(handle: 1).write(line + "\n") }

  /// How fast texts are read, formatted and checked.
  private func measureTexts(_ clock: ContinuousClock) throws {
    let text = Self.text(lines: 40_000)
    let megabytes = Double(text.utf8.count) / 1e6
    say("text                                      MB/s      of the goal")
    func row(_ name: String, _ work: () throws -> Void) rethrows {
      var best = Double.infinity
      for _ in 0..<rounds {
        let started = clock.now
        try work()
        best = min(best, (clock.now - started) / .seconds(1))
      }
      let rate = megabytes / best
      let padding = String(repeating: " ", count: max(0, 40 - name.count))
      say(
        "\(name)\(padding)  \(Readable.fixed(rate, places: 1))      \(Readable.fixed(rate / Self.goal, places: 1)) x"
      )
    }
    row("formatted") {
      guard Source(name: "benchmark", text: text).formatted() != nil else { return }
    }
    try row("checked") {
      var session = Session()
      let status = session.check(Source(name: "benchmark", text: text)) { _ in }
      guard status == .held else { throw ExitCode(status.exitCode) }
    }
    say("")
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The most memory that the program has held so far.
enum PeakMemory {
  static var megabytes: Double {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) / 1000
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1e6
    #endif
  }
}
