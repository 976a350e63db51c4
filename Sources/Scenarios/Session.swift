public import Simulation
public import Terminal

public struct Extent: Hashable, Sendable {
  public var lower: Int
  public var upper: Int
}

public struct Source: Sendable {
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

public struct Diagnostic: Sendable {
  public enum Severity: String, Sendable { case error, warning }
  public var code: String
  public var severity: Severity
  public var title: String
  public var extent: Extent
  public var label: String?
  public var notes: [String]

  public init(
    code: String, severity: Severity, title: String, extent: Extent, label: String?,
    notes: [String]
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.extent = extent
    self.label = label
    self.notes = notes
  }
}

public struct Override: Hashable, Sendable {
  public var path: String
  public var value: String

  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}

public struct DataTable: Sendable {
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case missing
  }
  public struct Column: Hashable, Sendable {
    public var name: String
    public var unit: String

    public init(name: String, unit: String) {
      self.name = name
      self.unit = unit
    }
  }
  public var kind: String
  public var title: String
  public var columns: [Column]
  public var rows: [[Cell]]

  public init(kind: String, title: String, columns: [Column], rows: [[Cell]]) {
    self.kind = kind
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

public struct Report: Sendable {
  public enum Channel: Sendable { case result, message }
  public var channel: Channel
  public var text: StyledText
  public var data: DataTable?
  public var diagnostic: Diagnostic?
  public var seed: UInt64
  public var statement: String

  public init(
    channel: Channel, text: StyledText, data: DataTable? = nil, diagnostic: Diagnostic? = nil,
    seed: UInt64 = 42, statement: String = ""
  ) {
    self.channel = channel
    self.text = text
    self.data = data
    self.diagnostic = diagnostic
    self.seed = seed
    self.statement = statement
  }
}

public enum Status: Hashable, Sendable {
  case held, claimFailed, invalid
  case missingFile(String)
  case limitReached, interrupted, fault

  public var exitCode: Int32 {
    switch self {
    case .held: 0
    case .claimFailed: 1
    case .invalid: 65
    case .missingFile: 66
    case .limitReached: 124
    case .interrupted: 130
    case .fault: 70
    }
  }
}

public struct Completions: Sendable {
  public struct Candidate: Hashable, Sendable {
    public var text: String
    public var group: String
  }
  public var start: Int
  public var candidates: [Candidate]
}

/// A stand-in that knows a few statements by their first word.
public struct Session: Sendable {
  public struct Options: Sendable {
    public var seed: UInt64?
    public var repeats: Int?
    public var threads = 1
    public var page = Page()
    public var overrides: [Override] = []
    public var keepGoing = false
    public var eventLimit = 1_000_000
    public var maxRuns = 1000
    public var interactive = false

    public init() {}
  }

  public static let version = "0.1"
  public var options: Options
  private let interruption: Interruption
  private let readFile: @Sendable (String) -> [UInt8]?
  private var held: [String] = []

  public init(
    _ options: Options = .init(), interruption: Interruption = Interruption(),
    readFile: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) {
    self.options = options
    self.interruption = interruption
    self.readFile = readFile
  }

  public mutating func run(_ source: Source, emit: (Report) -> Void) -> Status {
    var worst = Status.held
    var statement = ""
    for line in String(decoding: source.bytes, as: UTF8.self).split(separator: "\n") {
      statement += (statement.isEmpty ? "" : "\n") + line
      guard Session.isComplete(statement) else { continue }
      let status = enter(statement, emit: emit)
      statement = ""
      if status == .held { continue }
      worst = status
      if status != .claimFailed, !options.keepGoing { break }
    }
    return worst
  }

  public mutating func enter(_ text: String, emit: (Report) -> Void) -> Status {
    let seed = options.seed ?? 42
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    func report(_ text: String, _ data: DataTable? = nil) {
      emit(
        Report(
          channel: data == nil ? .message : .result, text: StyledText(text), data: data, seed: seed,
          statement: words.joined(separator: " ")))
    }
    switch words.first {
    case nil: return .held
    case "print":
      let sum = words.compactMap(Double.init).reduce(0, +)
      report(
        "\(Int(sum))",
        DataTable(
          kind: "values", title: "", columns: [.init(name: "value", unit: "")],
          rows: [[.number(sum)]]))
    case "plot", "compare":
      report(
        String(repeating: "#", count: options.page.width) + "\n\(options.page.charset)",
        DataTable(
          kind: "line", title: "throughput", columns: [.init(name: "throughput", unit: "tx/s")],
          rows: [[.number(4.25)], [.missing]]))
    case "run":
      for step in 0..<2000 {
        interruption.report(progress: Double(step) / 2000)
        switch interruption.cause {
        case .user:
          report("stopped at \(step) of 2000; results kept")
          interruption.report(progress: 0)
          return .interrupted
        case .timeout:
          report("stopped by a time limit")
          interruption.report(progress: 0)
          return .limitReached
        case .none: try? wait()
        }
      }
      interruption.report(progress: 0)
      report("done")
    case "expect":
      report("failed: \(text)")
      return .claimFailed
    case "chain", "workload", "seed", "note", "histogram", "?": report("ok: \(text)")
    case let word:
      let title = "I do not know the word `\(word ?? "")`"
      let diagnostic = Diagnostic(
        code: "T001", severity: .error, title: title,
        extent: Extent(lower: 0, upper: word?.utf8.count ?? 0), label: nil, notes: [])
      emit(
        Report(
          channel: .message, text: StyledText("error: ", .error) + StyledText(title),
          diagnostic: diagnostic, seed: seed, statement: text))
      return .invalid
    }
    held.append(text)
    return .held
  }

  private func wait() throws {
    let end = ContinuousClock.now + .milliseconds(5)
    while ContinuousClock.now < end {}
  }

  public mutating func check(_ source: Source, emit: (Report) -> Void) -> Status {
    source.bytes.starts(with: Array("bad".utf8)) ? enter("bad", emit: emit) : .held
  }

  public static func isComplete(_ text: String) -> Bool {
    text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "{") ? 1 : $1 == UInt8(ascii: "}") ? -1 : 0) }
      <= 0
  }

  public mutating func undo() -> StyledText { StyledText("taken back: \(held.popLast() ?? "-")") }
  public mutating func reset() -> StyledText { StyledText("back at time zero") }
  public func saved() -> String { held.joined(separator: "\n") + "\n" }
  public mutating func setTrace(_ on: Bool) {}

  public func completions(before text: String) -> Completions {
    let word = text.reversed().prefix { $0.isLetter || $0 == "_" }.reversed()
    let inBlock = !Session.isComplete(text)
    let words =
      inBlock
      ? ["block_size", "block_interval", "consensus", "gas_limit"]
      : [
        "at", "bars", "chain", "compare", "every", "expect", "histogram", "let", "note", "plot",
        "price", "print", "repeat", "reset", "run", "seed", "set", "show", "sweep", "workload",
      ]
    return Completions(
      start: text.utf8.count - String(word).utf8.count,
      candidates: words.filter { $0.hasPrefix(String(word)) }
        .map { .init(text: $0, group: inBlock ? "settings" : "statements") })
  }

  public func listing(_ topic: String) -> Report? {
    Report(
      channel: .result, text: StyledText("the \(topic)"),
      data: DataTable(
        kind: "list", title: topic, columns: [.init(name: "name", unit: "")],
        rows: [[.text("bitcoin")]]))
  }

  public func explanation(of word: String) -> Report? {
    word == "T001" ? Report(channel: .result, text: StyledText("T001: an unknown word")) : nil
  }
}
