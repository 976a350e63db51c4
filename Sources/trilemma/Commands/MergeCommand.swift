import ArgumentParser
import Scenarios
import Syntax
import Terminal

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract:
      "Join what the parts of a sweep wrote with --csv, in the order in which they are named.")

  @ArgumentParser.Argument(
    help: "Files that --shard 1/N ... N/N wrote, in that order.",
    completion: .file(extensions: ["csv"]))
  var files: [String] = []
  @OptionGroup(title: "Output") var output: OutputFlags

  func run() throws {
    if files.isEmpty {
      throw ValidationError("merge needs the files: trilemma merge part1.csv part2.csv")
    }
    let desk = try Desk(output)
    var merged: MergedTables?
    for (file, source) in zip(files, try desk.read(files)) {
      let tables = MergedTables(String(decoding: source.bytes, as: UTF8.self))
      // A part may be empty where there are more parts than rows.
      if tables.isEmpty { continue }
      guard var known = merged else {
        merged = tables
        continue
      }
      guard known.append(tables) else {
        desk.printer.complain(
          "`\(file)` does not belong to `\(files[0])`: its tables have other columns",
          note: "Parts come from one scenario: trilemma run FILE --csv --shard 1/4 -o part1.csv")
        throw ExitCode(65)
      }
      merged = known
    }
    desk.printer.results.write(merged?.text ?? "")
    try desk.finish(.held)
  }
}

/// Tables of comma-separated values, with empty lines between them.
struct MergedTables {
  private struct Table {
    var header: Substring
    /// Rows by what their first cell says where that is a word, in the order of its first appearance.
    var groups: [(word: Substring, rows: [Substring])] = []

    mutating func add(_ row: Substring) {
      let cell = row.prefix { $0 != "," && $0 != "\r\n" }
      let word = Double(cell) == nil ? cell : ""
      if let i = groups.firstIndex(where: { $0.word == word }) {
        groups[i].rows.append(row)
      } else {
        groups.append((word, [row]))
      }
    }
  }

  private var tables: [Table] = []

  /// No table has a row.
  var isEmpty: Bool { tables.allSatisfy(\.groups.isEmpty) }

  init(_ text: String) {
    var startsTable = true
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.isEmpty {
        startsTable = true
      } else if startsTable {
        tables.append(Table(header: line))
        startsTable = false
      } else {
        tables[tables.count - 1].add(line)
      }
    }
  }

  /// Adds the rows of other tables with the same columns; false where they are others.
  mutating func append(_ other: MergedTables) -> Bool {
    guard tables.map(\.header) == other.tables.map(\.header) else { return false }
    for i in tables.indices {
      for group in other.tables[i].groups {
        for row in group.rows { tables[i].add(row) }
      }
    }
    return true
  }

  var text: String {
    tables.map { table in
      ([table.header] + table.groups.flatMap(\.rows)).map { $0 + "\r\n" }.joined()
    }.joined(separator: "\r\n")
  }
}
