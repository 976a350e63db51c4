/// The words that the grammar itself knows.
public enum Keyword {
  /// A word that starts a statement; kinds of systems start declarations.
  public enum Statement: String, CaseIterable, Sendable {
    case `let`, price, seed, `repeat`, warmup
    case run, at, every, when, set, ramp, upgrade, attack, outage, note, reset, sweep, expect
    case plot, heatmap, histogram, box, bars, triangle, tree, compare, branch, back, explain, show
    case print

    /// The statement in use, as messages show it.
    public var example: String {
      switch self {
      case .let: "let cap = 4 MB"
      case .price: "price BTC 60_000 USD"
      case .seed: "seed 42"
      case .repeat: "repeat 5"
      case .warmup: "warmup 1 day"
      case .run: "run 7 days"
      case .at: "at 2 h { set base.block_size 8 MB }"
      case .every: "every 1 day { print base.fee }"
      case .when: "when base.backlog > 10_000 tx { note \"full\" }"
      case .set: "set base.block_size 8 MB"
      case .ramp: "ramp shopping.rate to 200 tx/s over 1 h"
      case .upgrade: "upgrade eth to ethereum_2024"
      case .attack: "attack majority on base { share 51 % }"
      case .outage: "outage base { lasts 36 h }"
      case .note: "note \"fees double\""
      case .reset: "reset"
      case .sweep: "sweep base.block_size over 1 MB, 4 MB { run 1 day }"
      case .expect: "expect base.fee < 2 USD because \"it is calm\""
      case .plot: "plot throughput of base"
      case .heatmap: "heatmap fee of base against base.block_size, base.block_interval"
      case .histogram: "histogram fee of base"
      case .box: "box fee of base, big"
      case .bars: "bars fee of base, big"
      case .triangle: "triangle base, big"
      case .tree: "tree base"
      case .compare: "compare base, big by fee, throughput"
      case .branch: "branch A"
      case .back: "back to A"
      case .explain: "explain base.fee"
      case .show: "show preset bitcoin"
      case .print: "print base.fee"
      }
    }
  }

  /// A kind of system; starts its declaration.
  public enum Kind: String, CaseIterable, Sendable {
    case chain, channels, rollup, plasma, sidechain, exchange, bridge, workload

    /// A declaration, as messages show it.
    public var example: String {
      switch self {
      case .chain: "chain base from bitcoin { block_size 4 MB }"
      case .channels: "channels pay on base from lightning"
      case .rollup: "rollup arb on eth { proof fraud }"
      case .plasma: "plasma child on eth"
      case .sidechain: "sidechain side on eth { consensus bft }"
      case .exchange: "exchange market on eth { venue amm }"
      case .bridge: "bridge hop between arb, op"
      case .workload: "workload shopping on base { rate 20 tx/s }"
      }
    }
  }

  /// A word that joins the parts of a statement; it is never a unit or a value.
  public enum Connective: String, CaseIterable, Sendable {
    case and, or, not, `in`, within, because, over, by, to, from, `repeat`, of, against, on, log,
      `as`
    case at, between, again
  }

  /// Every word that can start a statement.
  public static let starts: [String] =
    Kind.allCases.map(\.rawValue) + Statement.allCases.map(\.rawValue)

  /// A name may not be one of these.
  public static func isReserved(_ word: String) -> Bool {
    Statement(rawValue: word) != nil || Kind(rawValue: word) != nil
      || Connective(rawValue: word) != nil
  }

  static func example(for word: String) -> String? {
    Statement(rawValue: word)?.example ?? Kind(rawValue: word)?.example
  }

  /// What other languages, or plain English, say for a statement.
  static let synonyms: [String: String] = [
    "assert": "expect", "check": "expect", "claim": "expect", "ensure": "expect",
    "require": "expect",
    "bar": "bars", "barchart": "bars", "hist": "histogram", "boxplot": "box", "boxes": "box",
    "heat": "heatmap",
    "blockchain": "chain", "network": "chain", "lightning": "channels", "channel": "channels",
    "users": "workload", "demand": "workload", "load": "workload", "traffic": "workload",
    "chart": "plot", "draw": "plot", "graph": "plot", "line": "plot",
    "comment": "note", "mark": "note", "describe": "show", "info": "show", "list": "show",
    "change": "set", "const": "let", "def": "let", "define": "let", "var": "let", "val": "let",
    "display": "print", "echo": "print", "log": "print", "puts": "print", "say": "print",
    "execute": "run", "simulate": "run", "sleep": "run", "start": "run", "step": "run",
    "wait": "run",
    "for": "sweep", "foreach": "sweep", "loop": "sweep", "vary": "sweep", "if": "when",
    "while": "when",
    "fork": "upgrade", "hardfork": "upgrade", "restart": "reset", "clear": "reset",
    "import": "chain", "use": "chain", "include": "chain",
    // German and French.
    "kette": "chain", "chaine": "chain", "netzwerk": "chain", "kanal": "channels",
    "lauf": "run", "laufe": "run", "lauft": "run", "starte": "run", "simuliere": "run",
    "lancer": "run", "lance": "run", "executer": "run", "exécuter": "run", "simuler": "run",
    "zeichne": "plot", "zeichnen": "plot", "trace": "plot", "tracer": "plot", "dessine": "plot",
    "zeige": "show", "zeig": "show", "montre": "show", "montrer": "show", "affiche": "show",
    "drucke": "print", "schreibe": "print", "imprime": "print", "imprimer": "print",
    "vergleiche": "compare", "vergleich": "compare", "comparer": "compare",
    "wiederhole": "repeat", "setze": "set", "wenn": "when", "quand": "when", "si": "when",
    "angriff": "attack", "attaque": "attack", "attaquer": "attack", "erwarte": "expect",
    "nutzer": "workload", "utilisateurs": "workload",
    "on": "when", "replicate": "repeat", "times": "repeat", "why": "explain",
  ]
}
