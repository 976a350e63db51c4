import Syntax
import Terminal
import Testing

@testable import Scenarios

/// What pupils and guests from other languages write, and what they are told.
@Suite struct `Mistakes that people make` {
  private static let frame = "chain base from bitcoin; workload w on base { rate 1 tx/s }\n"

  /// A line, and what its message has to contain.
  static let mistakes: [(String, String)] = [
    // Units that are taken for one another.
    ("chain a { block_size 4 Mb }", "Try:  4 MB    or    4 Mbit"),
    ("chain a { block_size 4 mb }", "a byte is 8 bits"),
    ("chain a { block_size 8 Mbit }", "`8 Mbit` is 1 MB: a byte is 8 bits"),
    ("chain a from bitcoin { block_size 4 MB/s }", "a speed is `MB/s` or `Mbit/s`"),
    ("chain a from bitcoin { node_bandwidth 50 MB }", "node_bandwidth 50 Mbit/s"),
    ("chain a from bitcoin { node_bandwidth 50 Mbps }", "did you mean `Mbit/s`?"),
    ("run 5 m", "Try:  5 min    or    5 months"),
    ("attack double_spend on base { share 30 }", "Try:  30 %"),
    ("attack double_spend on base { share 0.3 % }", "Try:  share 30 %"),
    ("attack double_spend on base { share 130 % }", "a share is 0 % .. 100 %"),
    ("workload x on base { rate 3000 tx/block }", "A rate is per second: what a block holds"),
    ("workload x on base { rate 5 tx per second }", "Try:  5 tx/s"),
    ("workload x on base { rate 5 tps }", "did you mean `tx/s`?"),
    ("workload x on base { rate 5 }", "Try:  rate 5 tx/s"),
    ("workload x on base { bid 5 EUR }", "did you mean `USD`?"),
    ("workload x on base { bid $5 }", "Try:  5 USD"),
    ("workload x on base { rate 3,5 tx/s }", "Try:  rate 3.5 tx/s"),
    ("run 1,5 days", "Try:  1.5"),
    ("run 10 minuts", "did you mean `minutes`?"),
    ("run 1 Day", "did you mean `day`?"),
    ("repeat 3 times", "A count has no unit:  3"),
    ("channels pay on base { to_self_delay 1 day }", "It counts blocks, not time."),
    // Habits of other languages.
    ("exit()", "At the prompt type `exit`."),
    ("x = 5", "Try:  let x = 5"),
    ("chain a { block_size = 4 MB }", "Try:  block_size 4 MB"),
    ("chain a { block_size: 4 MB }", "Try:  block_size 4 MB"),
    ("chain a = bitcoin", "Try:  chain a from bitcoin"),
    ("set base.block_size = 4 MB", "Try:  set base.block_size 4 MB"),
    ("base.block_size = 4 MB", "Try:  set base.block_size 4 MB"),
    ("print(1, 2)", "Try:  print 1, 2"),
    ("workload x on base { rate 5 tx/s, bid 5 USD }", "write `;`"),
    ("chain a { block_size 4 MB; }; print 5 == 5", "`==` is written `=` here"),
    ("print 5 && 3", "`&&` is written `and` here"),
    ("print 5 MB to kB", "a value is converted with `->`"),
    ("print 2 x 3", "write `*`"),
    ("print sqrt 4", "Try:  sqrt(4)"),
    ("// note", "a comment starts with `#`"),
    ("if base.fee > 1 USD { }", "here it is called `when`"),
    ("for i in 1 .. 3 { }", "here it is called `sweep`"),
    ("import bitcoin", "here it is called `chain`"),
    ("trilemma> run 1 day", "`trilemma>` is the prompt"),
    ("chain “a” from bitcoin", "write \"a\""),
    ("chain a from \"bitcoin\"", "a name has no quotation marks"),
    ("chain a\u{A0}from\u{A0}bitcoin; print b.x", "I do not know the name `b`"),
    ("chain\ta\tfrom\tbitcoin; print b.x", "I do not know the name `b`"),
    ("chain 🚀 from bitcoin", "the character `🚀` has no meaning here"),
    // Words that are missing, misspelt or too many.
    ("chian a from bitcoin", "did you mean `chain`?"),
    ("Chain a from bitcoin", "did you mean `chain`?"),
    ("chain a form bitcoin", "did you mean `from`?"),
    ("chain a from Bitcoin", "did you mean `bitcoin`?"),
    ("chain a bitcoin", "Try:  chain a from bitcoin"),
    ("chain from bitcoin", "a name is missing before `from`"),
    ("chain my chain from bitcoin", "write `my_chain`"),
    ("chain my-chain from bitcoin", "write `my_chain`"),
    ("chain a from bitcoin block_size 4 MB", "Try:  { block_size 4 MB }"),
    ("chain a from bitcoin ( block_size 4 MB )", "settings stand in `{ }`"),
    ("chain a from bitcoin { block size 4 MB }", "write `block_size`"),
    ("chain a from bitcoin { blocktime 1 min }", "did you mean `block_interval`?"),
    ("chain a from bitcoin { block_size four MB }", "Try:  4 MB"),
    ("chain a from bitcoin { shares 60 % 40 % }", "Try:  shares 60 %, 40 %"),
    ("workload x base { rate 5 tx/s }", "`on` is missing before `base`"),
    ("rollup op base from optimism", "Try:  rollup op on base from optimism"),
    ("attack 51% on base", "Try:  attack majority on base { share 51 % }"),
    ("attack partition base", "`attack` needs `on` and a system here"),
    ("attack partition on base share 40 %", "Try:  { share 40 % }"),
    ("upgrade base litecoin", "Try:  upgrade base to litecoin"),
    ("at 2 h print 1", "Try:  at 2 h { print 1 }"),
    ("every 1 day note \"x\"", "Try:  every 1 day { note \"x\" }"),
    ("when base.backlog > 5 tx note \"x\"", "stands in `{ }`"),
    ("sweep base.block_size over 1 MB .. 4 MB run 1 day", "stands in `{ }`"),
    ("sweep base.block_size over 1 .. 4 MB { run 1 day }", "Both ends have their unit"),
    ("run one day", "Try:  run 1 day"),
    ("run for 1 day", "Try:  run 1 day"),
    ("run base 1 day", "`run` takes a time and nothing else"),
    ("plot fee of base", "nothing has run yet"),
    ("run 1 day; plot base.fee", "Try:  plot fee of base"),
    ("run 1 day; plot fee", "needs `of` and a system"),
    ("run 1 day; print base.latnecy", "did you mean `inclusion_time`?"),
    ("run 1 day; expect throughput > 5 tx/s", "write `base.throughput`"),
    ("run 1 day; show fee of base", "Try:  print base.fee"),
    ("run 1 day; explain fee", "Try:  explain base.fee"),
    ("run 1 day; expect base.throughput = 7", "Try:  7 tx/s"),
    // Other tongues.
    ("kette a von bitcoin", "here it is called `chain`"),
    ("chain a von bitcoin", "did you mean `from`?"),
    ("lauf 1 Tag", "here it is called `run`"),
    ("run 2 Stunden", "did you mean `hours`?"),
    ("run 3 jours", "did you mean `days`?"),
    ("affiche base", "here it is called `show`"),
    ("chain a { block_size 4 Mo }", "did you mean `MB`?"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told in a way that helps`(line: String, advice: String) {
    let said = Conversation(Self.frame + line)
    let text = said.messages.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let expected = advice.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(expected), "\(line):\n\(said.messages)")
    for report in said.reports where report.diagnostic != nil {
      let lines = report.text.plain.split(separator: "\n")
      #expect(lines.count <= 8)
      #expect(lines.allSatisfy { displayWidth(String($0)) <= 78 })
      #expect(!report.text.plain.lowercased().contains("unexpected"))
      #expect(!report.text.plain.lowercased().contains("invalid "))
      // One suggestion at most.
      #expect(report.text.plain.ranges(of: "did you mean").count <= 1)
    }
  }

  @Test func `nothing declared, nothing happens, and it is said`() {
    #expect(Conversation("run 1 day").messages.contains("nothing is declared, so nothing happens"))
  }

  @Test(arguments: [
    ("expect base.block_size = 1 MiB", "1 MB is 10^6 bytes, 1 MiB is 2^20"),
    ("expect base.block_size = 8 MB", "1 MB is 8 Mbit"),
    ("expect base.height < 5", "Try: explain base.height"),
    ("expect base.backlog > 50_000 tx", "Try: explain base.backlog"),
    ("expect base.block_size > 5 MB", "Try: show base"),
    ("expect w.rate > 5 tx/s", "Try: show w"),
  ])
  func `a claim that failed says where to look`(claim: String, advice: String) {
    let frame =
      "chain base from bitcoin { block_size 1 MB }; workload w on base { rate 1 tx/s }; run 1 day\n"
    let said = Conversation(frame + claim)
    #expect(said.messages.contains(advice), "\(said.messages)")
  }
}
