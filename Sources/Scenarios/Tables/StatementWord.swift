import Syntax

/// A statement of the language: its form, what it does, a runnable example.
struct StatementWord: Sendable {
  var word: String
  var form: String
  var meaning: String
  var example: String

  static let all: [StatementWord] = [
    StatementWord(
      "chain", "chain NAME [from PRESET] [{ settings }]", "declares a layer-1 chain",
      "chain base from bitcoin { block_size 4 MB }"),
    StatementWord(
      "workload", "workload NAME on SYSTEMS [{ settings }]", "declares users",
      "chain base from bitcoin; workload shopping on base { rate 5 tx/s; bid 5 USD }"),
    StatementWord(
      "let", "let NAME = VALUE", "names a value, taken now", "let cap = 4 MB; print cap"),
    StatementWord(
      "price", "price COIN VALUE", "says what a coin is worth", "price BTC 60_000 USD"),
    StatementWord("seed", "seed N", "chooses the random numbers of the session", "seed 7"),
    StatementWord(
      "repeat", "repeat N", "runs N replicates with seeds that follow each other", "repeat 5"),
    StatementWord(
      "warmup", "warmup TIME", "leaves the beginning of each run out of its metrics",
      "chain base from bitcoin; warmup 1 h; run 1 day"),
    StatementWord("run", "run TIME", "advances the world", "chain base from bitcoin; run 1 day"),
    StatementWord(
      "at", "at TIME { ... }", "does this then; times count from the start",
      "chain base from bitcoin; at 2 h { set base.block_size 2 MB }; run 6 h"),
    StatementWord(
      "every", "every TIME { ... }", "does this again and again",
      "chain base from bitcoin; every 6 h { print base.height }; run 1 day"),
    StatementWord(
      "when", "when CONDITION [again] { ... }",
      "does this at the first moment when the condition holds",
      "chain base from bitcoin; when base.height > 10 { note \"ten blocks\" }; run 6 h"),
    StatementWord(
      "set", "set SYSTEM.SETTING VALUE", "changes a setting now",
      "chain base from bitcoin; run 1 day; set base.block_size 8 MB; run 1 day"),
    StatementWord(
      "ramp", "ramp SYSTEM.SETTING to VALUE over TIME", "changes a setting steadily",
      "chain base from bitcoin; workload shop on base { rate 1 tx/s }; ramp shop.rate to 9 tx/s over 1 h; run 2 h"
    ),
    StatementWord(
      "note", "note \"TEXT\"", "puts a mark on the time axis",
      "chain base from bitcoin; at 2 h { note \"lunch\" }; run 6 h"),
    StatementWord(
      "attack", "attack NAME on SYSTEM [as LABEL] [{ settings }]",
      "launches an attack; its outcome is read from LABEL, or from its name",
      "chain base from bitcoin; attack double_spend on base { share 30 %; tries 1000 }; print double_spend.success_rate"
    ),
    StatementWord("reset", "reset", "goes back to time zero; declarations stay", "reset"),
    StatementWord(
      "sweep", "sweep SETTING over VALUES { ... }", "runs the body once for each value",
      "chain base from bitcoin; sweep base.block_size over 1 MB .. 8 MB by x2 { run 1 day }; plot capacity of base against block_size"
    ),
    StatementWord(
      "expect", "expect CONDITION [within T] [because \"TEXT\"]",
      "claims something; a failed claim is reported",
      "chain base from bitcoin; run 1 day; expect base.height > 50"),
    StatementWord(
      "plot", "plot METRICS of SYSTEMS [log] [from T to T]", "draws metrics over time",
      "chain base from bitcoin; workload shop on base { rate 5 tx/s }; run 1 day; plot backlog of base"
    ),
    StatementWord(
      "histogram", "histogram METRIC of SYSTEM [log]", "draws a distribution",
      "chain base from bitcoin; run 7 days; histogram interval of base"),
    StatementWord(
      "box", "box METRICS of SYSTEMS [log]",
      "compares distributions: a box around the middle half of the values, a line around 90 % of them",
      "chain base from bitcoin; chain eth from ethereum; run 7 days; box interval of base, eth log"),
    StatementWord(
      "bars", "bars METRICS of SYSTEMS [log]", "compares numbers as bars",
      "chain base from bitcoin; chain eth from ethereum; run 1 h; bars capacity of base, eth"),
    StatementWord(
      "compare", "compare SYSTEMS [by METRICS]", "a table of metrics",
      "chain base from bitcoin; chain eth from ethereum; run 1 h; compare base, eth by capacity, interval"
    ),
    StatementWord(
      "tree", "tree CHAIN", "the last blocks with their forks",
      "chain base from bitcoin; run 6 h; tree base"),
    StatementWord(
      "show", "show SYSTEM | LABEL | preset NAME | attack_tree of SYSTEM | TABLE",
      "shows what there is",
      "show preset bitcoin"),
    StatementWord("print", "print VALUE, ...", "prints values", "print 1 MB / 238 B"),
    StatementWord(
      "upgrade", "upgrade SYSTEM [to PRESET] [{ settings }]",
      "gives a chain other rules; its ledger, its users and what waits stay",
      "chain eth from ethereum_pow; run 1 h; upgrade eth to ethereum_2024; run 1 h"),
    StatementWord(
      "outage", "outage SYSTEM [{ lasts T; share S }]",
      "stops the producers, or a share of them, for a time; what comes has to wait",
      "chain base from bitcoin; run 1 day; outage base { lasts 6 h }; run 1 day"),
    StatementWord(
      "heatmap", "heatmap METRIC of SYSTEM against A, B [log]",
      "a map of a sweep over two settings",
      "chain base from bitcoin; sweep base.block_size over 1 MB, 4 MB and base.block_interval over 1 min, 10 min { run 1 day }; heatmap capacity of base against block_size, block_interval"
    ),
    StatementWord(
      "triangle", "triangle SYSTEMS",
      "the trilemma: a filled triangle for each system, with its three corner scores",
      "chain base from bitcoin; chain card from visa; run 1 h; triangle base, card"),
    StatementWord(
      "branch", "branch NAME", "keeps this moment; what follows can be compared as `eth in NAME`",
      "chain base from bitcoin; run 6 h; branch A; run 6 h; compare base in A by height"),
    StatementWord(
      "back", "back to NAME", "returns to a kept moment, so that two futures can be compared",
      "chain base from bitcoin; branch A; run 1 day; back to A; branch B; set base.block_size 8 MB; run 1 day; compare base in A, base in B by capacity"
    ),
    StatementWord(
      "explain", "explain SYSTEM.METRIC",
      "how a number came about: formula, inputs, sources, what would move it",
      "chain base from bitcoin; run 1 day; explain base.security"),
  ]

  private init(
    _ word: String, _ form: String, _ meaning: String, _ example: String
  ) {
    self.word = word
    self.form = form
    self.meaning = meaning
    self.example = example
  }

  static func named(_ word: String) -> StatementWord? { all.first { $0.word == word } }

  /// The word of a statement that sets up a session and so cannot stand in a body.
  static func setup(_ statement: Statement) -> String? {
    switch statement.kind {
    case .declare(let declaration): declaration.kind.text
    case .run: "run"
    case .reset: "reset"
    case .sweep: "sweep"
    case .seed: "seed"
    case .repeating: "repeat"
    case .branch: "branch"
    case .back: "back"
    default: nil
    }
  }

  /// A sweep's body is an experiment of its own: it declares and runs.
  static func isAllowedInSweep(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .run, .declare: true
    default: false
    }
  }
}
