public import Syntax
public import Terminal

/// What one statement answers: text for people, and the numbers behind it for programs.
public struct Report: Sendable {
  /// Results go to standard output, messages to standard error.
  public enum Channel: Sendable { case result, message }

  public var channel: Channel
  public var text: StyledText
  public var data: DataTable?
  /// Numbers that are made of numbers.
  public var tree: ReportTree?
  public var diagnostic: Diagnostic?
  public var seed: UInt64
  /// The statement as it was written.
  public var statement: String

  public init(
    channel: Channel, text: StyledText, data: DataTable? = nil, tree: ReportTree? = nil,
    diagnostic: Diagnostic? = nil, seed: UInt64 = 0, statement: String = ""
  ) {
    self.channel = channel
    self.text = text
    self.data = data
    self.tree = tree
    self.diagnostic = diagnostic
    self.seed = seed
    self.statement = statement
  }
}

/// A number with those that it is made of, for programs.
public struct ReportTree: Hashable, Sendable {
  public var name: String
  /// In base units.
  public var value: Double?
  public var unit = ""
  public var text = ""
  public var origin = ""
  public var formula = ""
  public var parts: [ReportTree] = []

  public init(
    name: String, value: Double? = nil, unit: String = "", text: String = "", origin: String = "",
    formula: String = "", parts: [ReportTree] = []
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.text = text
    self.origin = origin
    self.formula = formula
    self.parts = parts
  }
}

/// The numbers behind a chart or a table, in base units (SI, USD, shares).
public struct DataTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var name: String
    /// `tx/s`; empty for words and bare numbers.
    public var unit: String
    /// The only number of the column in the unit that was asked for by `->`.
    public var asked: Asked?

    public init(name: String, unit: String, asked: Asked? = nil) {
      self.name = name
      self.unit = unit
      self.asked = asked
    }
  }

  /// A number in a unit of the language: 144 of `1/day`.
  public struct Asked: Hashable, Sendable {
    public var unit: String
    public var value: Double

    public init(unit: String, value: Double) {
      self.unit = unit
      self.value = value
    }
  }

  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case missing
  }

  /// The statement's word: `plot`, `compare`, `print`.
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

/// How a file, a statement or a command ended.
public enum Status: Hashable, Sendable {
  case held
  case claimFailed
  case invalid
  case missingFile(String)
  case limitReached
  case interrupted
  case fault

  /// As the shell sees it.
  public var exitCode: Int32 {
    switch self {
    case .held: 0
    case .claimFailed: 1
    case .invalid: 65
    case .missingFile: 66
    case .fault: 70
    case .limitReached: 124
    case .interrupted: 130
    }
  }
}
