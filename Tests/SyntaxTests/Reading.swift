import Syntax
import Terminal

/// The statements of a text that must have no errors, formatted.
func formatted(_ text: String) -> String {
  let parsed = Parser.parse(Source(text: text))
  if let first = parsed.diagnostics.first { return first.rendered.plain }
  return parsed.statements.formatted
}

/// The diagnostics of a text, as a person reads them, with an empty line between.
func complaints(_ text: String, file: String? = nil) -> String {
  Parser.parse(Source(name: file, text: text)).diagnostics.map(\.rendered.plain)
    .joined(separator: "\n\n")
}

/// The code and the culprit of each diagnostic: `T006 plt`.
func culprits(_ text: String) -> [String] {
  Parser.parse(Source(text: text)).diagnostics.map { diagnostic in
    diagnostic.code.id + (diagnostic.extent.map { " " + diagnostic.source.text(in: $0) } ?? "")
  }
}

/// A tree without the places, so that trees of different texts can be compared.
func withoutPlaces(_ statements: [Statement]) -> String {
  var rest = Substring(String(describing: statements))
  var text = ""
  let opening = "Syntax.Extent("
  while let start = rest.firstRange(of: opening) {
    text += rest[..<start.lowerBound]
    rest = rest[start.upperBound...]
    rest = rest[rest.index(after: rest.firstIndex(of: ")")!)...]
  }
  return text + rest
}

/// Every form that a statement has.
let corpus: [String] = [
  "let cap = 4 MB", "let half = 1 / 2", "price BTC 60_000 USD", "seed 42", "repeat 5",
  "warmup 1 day", "run 7 days", "run 2 * 3 h", "reset", "note \"a \\\"b\\\" \\\\ c\\nd\"",
  "at 2 days { attack partition on big { share 40 %; lasts 6 h } }",
  "at now + 2 h { note \"later\" }", "at now { reset }",
  "every 1 day { print base.fee; print 2 }", "every 1 day { }",
  "when base.backlog > 10_000 tx { note \"full\" }",
  "when base.fee > 1 USD and not big.fee > 1 USD again { reset }",
  "set big.block_size 8 MB", "set base.shares 30 %, 29 %, 12 %",
  "set shopping.mix payments 70 %, swaps 30 %",
  "ramp shopping.rate to 200 tx/s over 1 h", "upgrade eth to ethereum_2024",
  "upgrade eth { consensus pos }", "upgrade eth to ethereum_2024 { slot 12 s }",
  "attack majority on base", "attack partition on big as x { share 40 %; lasts 6 h }",
  "outage base", "outage base { lasts 36 h }",
  "sweep x over 1 MB, 4 MB { run 1 h }", "sweep base.block_size over 1 MB .. 64 MB { }",
  "sweep base.block_size over 1 MB .. 64 MB by 4 MB repeat 3 { run 1 day; print base.fee }",
  "sweep a, b over (1 MB, 10 s), (2 MB, 20 s) and c over 1 .. 4 by x2 repeat 3 { run 1 h }",
  "sweep c over 1 .. 4 by x1.5 { run 1 h }", "sweep base.consensus over pow, pos { run 1 h }",
  "expect big.throughput > 2 * base.throughput because \"32 times the room\"",
  "expect base.throughput = 7 tx/s within 5 %",
  "expect base.stale_rate = 1 % within 0.5 pp because \"measured\"",
  "expect base.fee in 1 USD .. 2 USD",
  "expect probability of (base.reorg_depth > 6) within 6 h < 1 % because \"deep\"",
  "expect probability of (a > 1 or b < 2) <= 5 %",
  "plot throughput of base, big", "plot fee, backlog of base, big log from 1 h to 2 h",
  "plot fee.p99.9 of base log", "plot fee of base from 1 h to 2 h",
  "plot fee of base in A, base in B",
  "plot throughput of base against base.block_size log", "plot m, n of s against base.block_size",
  "heatmap fee of s against a.b, c.d", "heatmap fee of s against a.b, c.d log",
  "histogram fee of base",
  "histogram fee of base at 3 days log",
  "box fee of base", "box fee, interval.p90 of base, big log", "bars fee, backlog of base, big",
  "bars advantage of base", "bars fee of base, big log", "triangle base", "triangle a, b",
  "tree base", "compare base, big", "compare base, big by throughput, fee.p99, stale_rate",
  "compare eth at 30 days, eth in A", "compare eth at 30 days in A by fee", "branch A", "back to A",
  "explain base.fee", "explain big.decentralization", "explain base.advantage.1",
  "show base", "show preset bitcoin", "show presets", "show attack_tree of arb",
  "print 1 + 2", "print \"x\", base.fee, min(1, 2)", "? word", "?", "? tx/s", "? %", "? and",
  "? base.fee",
  "chain base from bitcoin", "chain solo",
  "chain big from bitcoin { block_size 32 MB; relay full }",
  "channels pay on base from lightning { snapshot \"file.csv\" }", "bridge hop between arb, op",
  "workload shopping on base, big { rate 20 tx/s; bid 5 USD; mix payments 70 %, swaps 30 % }",
  "chain z { shares zipf 40 7; bridge_entities 4, 1, 1; reward 0.5 1/day; price 5 USD }",
  "chain z { balances uniform; x a + 1; y -3; z min(1, 2) * 2; w ?; ? }",
  "chain z { dynamics on; x on, off; y on }", "set z.dynamics on",
  "sweep z.dynamics over on, off { run 1 h }", "expect z.dynamics = on because \"set so\"",
  "workload w on z { mix payments p, swaps 100 % - p; patience 50 blocks }",
  "print (1 + 2) * 3, 1 + 2 * 3, (1 - 2) - 3, 1 - (2 - 3), 2 / (3 / 4), 2 / 3 / 4",
  "print 2 ^ 3 ^ 2, (2 ^ 3) ^ 2, -2 ^ 2, (-2) ^ 2, 2 ^ -1, - -1, 2 * -3, 1 - -2",
  "print not a and b, not (a and b), (a or b) and c, a or b and c, not not a, (not a) = b",
  "print (a < b) = (c < d), a in 1 .. 2, (a in 1 .. 2) = b, (a = b) in 1 .. (2 -> h)",
  "print big.block_size -> MiB, a -> %/year, a -> 1/day, (a -> h) + 1 h, a + b -> h, a -> h -> min",
  "print f(), f(1, size: 2), f(a or b, g(x)), p(amount: 1 MB)",
  "print 1.5, .5, 2e6, 1e300, 1e-9, 123456.75, 1_000_000, 0, 1e20",
  "print 20 tx/s, 35 %, 20 %/year, 1 sat/vB, 3 kWh/tx, 0.5 1/day, 10min, 5%, 60 Mgas",
  "plot ?", "plot ? of base", "plot fee of ?", "chain base from ?", "run ?", "compare a, b by ?",
  "set base.block_size ?", "set base.?", "expect base.fee < ?", "attack ? on base", "attack ?",
  "sweep x over ?", "at ?", "heatmap ?", "ramp a.b to ?", "note ?", "show ?", "back to ?",
  "let x = ?",
  "print f(1, ?)", "expect probability of (a > ?) < 1 %", "price BTC ?", "print a in 1 .. ?",
  "print a -> ?", "workload w on z { mix payments ? }", "workload w on z { mix payments 20 %, ? }",
]

/// The complete example of the language's first page.
let firstLook = """
  # WHAT IS IT: bigger blocks raise throughput, but who can still run a node?
  # THINGS TO TRY: change 32 MB to 8 MB
  seed 42
  repeat 5

  chain base from bitcoin
  chain big  from bitcoin { block_size 32 MB; relay full }
  channels pay on base from lightning

  workload shopping on base, big { rate 20 tx/s; bid 5 USD }

  at 2 days { attack partition on big { share 40 %; lasts 6 h } }

  run 7 days

  plot throughput of base, big
  compare base, big by throughput, fee, stale_rate, verify_share
  triangle base, big
  explain big.decentralization
  expect big.throughput > 2 * base.throughput because "32 times the room"
  expect base.throughput = 7 tx/s within 5 %
  """

/// A text with one stretch between `⟦` and `⟧`, without these marks, and where the stretch was.
func marked(_ text: String) -> (text: String, extent: Extent) {
  let parts = text.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
  let lower = parts[0].utf8.count
  return (parts.joined(), Extent(lower, lower + parts[1].utf8.count))
}
