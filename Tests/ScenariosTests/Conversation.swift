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
    var session = Session(options.withChannels)
    var all: [Report] = []
    status = session.run(Source(name: name, text: text)) { all.append($0) }
    self.session = session
    take(all)
  }

  /// Types each input at the prompt.
  init(typing inputs: [String], options: Session.Options = .init()) {
    var options = options.withChannels
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

extension Session.Options {
  /// With a folder that holds two small networks, unless there is another.
  fileprivate var withChannels: Session.Options {
    guard readFile == nil else { return self }
    var options = self
    options.readFile = { name throws(DataRefusal) in
      guard name == "channels.csv" || name == "lightning.csv" else { throw .missing }
      return Array(fourChannels.utf8)
    }
    return options
  }
}

/// Four channels between three nodes, in the form of a snapshot.
let fourChannels = """
  id,node_a,node_b,capacity_msat,bal_a_msat,base12,ppm12,min12,cltv12,bal_b_msat,base21,ppm21,min21,cltv21
  0,0,1,50000000,4300909,1000,1,1000,144,45699091,1000,1,1000,144
  1,2,1,20000000,842974,0,1,1000,144,19157026,1000,1,1000,144
  2,2,1,20000000,1443619,0,1,1000,144,18556381,1000,1,1000,144
  3,0,2,105000000,878820,49,9000,1000,30,104121180,0,0,1000,9

  """
