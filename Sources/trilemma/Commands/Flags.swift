import ArgumentParser
import Scenarios

/// How results are written.
struct OutputFlags: ParsableArguments {
  enum Form: String, EnumerableFlag {
    case json, csv, quiet

    static func help(for form: Form) -> ArgumentHelp? {
      switch form {
      case .json: "Print each result as one JSON object on a line; messages too, on standard error."
      case .csv: "Print each result as comma-separated values with units in the header."
      case .quiet: "Print no results, only messages."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var form: Form?

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp(
      "Write the results to a file, complete or not at all; the pictures alone to .svg, a page with "
        + "everything to .html.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: "Columns of a picture, 40 to 120. (default: the terminal's; 80 elsewhere)")
  var width: Int?

  @Option(help: "Characters of a picture.")
  var charset = CharsetChoice.auto

  @Option(help: "When to use colour; NO_COLOR and CLICOLOR_FORCE count too.")
  var color = ColorChoice.auto

  @Flag(help: "Pictures for a projector: 60 columns and 14 rows at most, no dim colours.")
  var projector = false

  func validate() throws {
    if let output, form != nil, Document.Form(path: output) != nil {
      throw ValidationError("-o \(output) does not go with --\(form?.rawValue ?? "json")")
    }
    if let width, !(40...120).contains(width) {
      throw ValidationError("--width takes 40 to 120 columns, not \(width)")
    }
  }

  /// At the prompt results belong on the screen, and a file would only appear at the end.
  func refuseFile() throws {
    guard let output, output != "-" else { return }
    throw ValidationError("-o does not go with the prompt; there, `:save FILE` keeps what you type")
  }

  var wishes: Wishes {
    Wishes(width: width, charset: charset, color: color, isForProjector: projector)
  }

  var format: Format {
    switch form {
    case nil: .text
    case .json: .json
    case .csv: .csv
    case .quiet: .quiet
    }
  }
}

/// What is run, and with which settings.
struct RunFlags: ParsableArguments {
  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A statement to run; may be given again.", valueName: "statement"))
  var statements: [String] = []

  @Flag(name: .customShort("i"), help: "Stay at the prompt afterwards.")
  var stay = false

  @Option(help: "Seed of all random draws. (default: the scenario's, or 42)")
  var seed: UInt64?

  @Option(name: .customLong("repeat"), help: "Runs with one seed after the other, for intervals.")
  var repeats: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a setting, as in base.block_size=\"2 MB\"; may be given again.",
      valueName: "path=value"),
    transform: RunFlags.override)
  var overrides: [Session.Override] = []

  @Option(
    help: "Wall-clock time after which runs stop, or none. (default: 60s; none at the prompt)")
  var timeout: TimeLimit?

  @Option(help: "Simulations that one sweep may ask for.")
  var maxRuns: Int?

  @Option(
    help: ArgumentHelp(
      "Run one part of every sweep, as in 3/16; `trilemma merge` joins what --csv gives.",
      valueName: "n/count"),
    transform: RunFlags.shard)
  var shard: Session.Shard?

  @Option(help: "Simulations at the same time; results do not depend on it.")
  var threads: Int?

  @Flag(help: "Go on after a statement that failed.")
  var keepGoing = false

  @Flag(help: "Do not load init.tri at the prompt.")
  var noInit = false

  func validate() throws {
    for (name, value) in [("--repeat", repeats), ("--max-runs", maxRuns), ("--threads", threads)] {
      if let value, value < 1 { throw ValidationError("\(name) takes 1 or more, not \(value)") }
    }
    if let threads, threads > 256 {
      throw ValidationError("--threads takes at most 256, not \(threads)")
    }
  }

  static func shard(_ text: String) throws -> Session.Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      let shard = Session.Shard(number: number, of: count)
    else { throw ValidationError("--shard takes a part such as 3/16, not `\(text)`") }
    return shard
  }

  /// Splits at the first `=`; both sides have to be there.
  static func override(_ text: String) throws -> Session.Override {
    guard let sign = text.firstIndex(of: "=") else { throw missingValue(text) }
    let path = text[..<sign].trimmed
    let value = text[text.index(after: sign)...].trimmed
    guard !path.isEmpty, !value.isEmpty else { throw missingValue(text) }
    return Session.Override(path: path, value: value)
  }

  private static func missingValue(_ text: String) -> ValidationError {
    ValidationError("--set takes PATH=VALUE as in base.block_size=\"2 MB\", not `\(text)`")
  }

  var sessionOptions: Session.Options {
    var options = Session.Options()
    if let seed { options.seed = seed }
    if let repeats { options.repeats = repeats }
    if let threads { options.threads = threads }
    if let maxRuns { options.maxRuns = maxRuns }
    options.shard = shard
    options.overrides = overrides
    options.keepGoing = keepGoing
    return options
  }
}

extension CompletionKind {
  /// Files that hold scenarios.
  static var scenarios: CompletionKind { .file(extensions: ["tri"]) }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    let rest = drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }
}
