import Scenarios
import Simulation
import Syntax
import Terminal

/// What a scenario said, for tests to compare.
struct Conversation {
  var results = ""
  var messages = ""
  var codes: [String] = []
  var tables: [DataTable] = []
  var status = Status.held
  var reports: [Report] = []
  /// As it is afterwards; of text that ran as a file.
  private(set) var session = Session()

  /// Runs text as a file.
  init(
    _ text: String, name: String = "test.tri", options: Session.Options = .init()
  ) {
    var session = Session(options)
    var all: [Report] = []
    status = session.run(Source(name: name, text: text)) { all.append($0) }
    self.session = session
    take(all)
  }

  /// Types each input at the prompt.
  init(typing inputs: [String], options: Session.Options = .init()) {
    var options = options
    options.interactive = true
    var session = Session(options)
    self.init(typing: inputs, into: &session)
  }

  init(typing inputs: [String], into session: inout Session) {
    var all: [Report] = []
    for input in inputs { status = session.enter(input) { all.append($0) } }
    take(all)
  }

  private mutating func take(_ reports: [Report]) {
    self.reports += reports
    for report in reports {
      if report.channel == .result {
        results += report.text.plain
      } else {
        messages += report.text.plain
      }
      if let diagnostic = report.diagnostic { codes.append(diagnostic.code.id) }
      if let data = report.data { tables.append(data) }
    }
  }

  /// The numbers of the last table's only row.
  var numbers: [Double] {
    (tables.last?.rows.first ?? []).compactMap { if case .number(let x) = $0 { x } else { nil } }
  }
}

/// The values of expressions after some statements.
func values(_ expressions: String, after statements: String = "") -> [Double] {
  Conversation(statements + "\nprint " + expressions).numbers
}
