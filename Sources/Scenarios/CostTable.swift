import Quantities
import Syntax
import Terminal

/// What a statement would cost, as far as it is known before anything runs.
struct Expense {
  var extent: Extent
  /// Simulations: replicates, rows of a sweep times replicates, or attempts of an attack.
  var runs: Double
  /// Nothing where what it runs is not known.
  var events: Double
  var isWithinLimits: Bool
}

/// The cost of a whole scenario, for `trilemma check`.
struct CostTable {
  var expenses: [Expense]
  var source: Source
  var options: Session.Options

  var text: StyledText {
    var table = TextTable(columns: [
      .init("line", .right), .init("statement"), .init("runs", .right), .init("events", .right),
      .init("limits"),
    ])
    table.rows = expenses.map { expense in
      [
        StyledText(String(line(of: expense))), StyledText(escapingControls(statement(of: expense))),
        StyledText(Readable.number(expense.runs)), StyledText(Self.about(expense.events)),
        StyledText(expense.isWithinLimits ? "within" : "beyond"),
      ]
    }
    let runs = expenses.reduce(0) { $0 + $1.runs }
    let sum =
      "all: \(Readable.number(runs)) run\(runs == 1 ? "" : "s"), about \(Self.about(events)) events"
    let limits =
      "limits: \(Self.about(Double(options.eventLimit))) events, \(options.maxRuns) runs a sweep (--max-runs)"
    let lines = "\(sum)\n\(limits)\n"
    return expenses.isEmpty
      ? StyledText("nothing runs\n") : table.drawn(on: options.page) + StyledText("\n" + lines)
  }

  var data: DataTable {
    DataTable(
      kind: "cost", title: "cost of \(source.name ?? "the scenario")",
      columns: [
        .init(name: "line", unit: ""), .init(name: "statement", unit: ""),
        .init(name: "runs", unit: ""), .init(name: "events", unit: ""),
        .init(name: "within_limits", unit: ""),
      ],
      rows: expenses.map { expense in
        [
          .number(Double(line(of: expense))), .text(statement(of: expense)), .number(expense.runs),
          .number(expense.events.rounded()), .text(expense.isWithinLimits ? "yes" : "no"),
        ]
      })
  }

  private var events: Double { expenses.reduce(0) { $0 + $1.events } }

  /// From 1.
  private func line(of expense: Expense) -> Int { source.line(at: expense.extent.lower) }

  /// Its first line, cut where it is long.
  private func statement(of expense: Expense) -> String {
    let written = source.text(in: expense.extent)
    let first = written.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return first.unicodeScalars.count <= Self.columns
      ? first : String(first.unicodeScalars.prefix(Self.columns - 3)) + "..."
  }

  private static let columns = 40

  private static func about(_ events: Double) -> String {
    events < 10_000
      ? Readable.number(events.rounded()) : Readable.scientific(events, digits: 2)
  }
}
