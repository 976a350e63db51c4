import Blockchain
import Syntax
import Terminal

/// Why a data file cannot be read; the program that reads files says so.
public enum DataRefusal: Error, Hashable, Sendable {
  case missing
  /// Not a plain name, or one that leads out of the folder.
  case outside
  case tooLarge
  case unreadable(String)
}

/// A file that is no snapshot of channels: the first line that is wrong, and how.
struct SnapshotFault: Error, Hashable {
  var line: Int
  var reason: String
}

extension ChannelSnapshot {
  static let columns = [
    "id", "node_a", "node_b", "capacity_msat", "bal_a_msat", "base12", "ppm12", "min12", "cltv12",
    "bal_b_msat", "base21", "ppm21", "min21", "cltv21",
  ]
  static let mostChannels = 500_000
  static let mostNodes: Int64 = 20_000
  /// Thousandths of a satoshi of 10^7 coins.
  private static let mostMoney: Int64 = 1_000_000_000_000_000_000

  /// Reads a table with a line per channel: who, how much, and what each side has and asks.
  init(name: String, csv bytes: [UInt8]) throws(SnapshotFault) {
    var pairs: [Pair] = []
    var nodes: Int64 = 0
    var line = 0
    for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      var row = row
      if row.last == UInt8(ascii: "\r") { row = row.dropLast() }
      if row.isEmpty { continue }
      let fields = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      if line == 1 {
        guard fields.map({ String(decoding: $0, as: UTF8.self) }) == Self.columns else {
          throw SnapshotFault(
            line: 1, reason: "the columns have to be " + Self.columns.joined(separator: ","))
        }
        continue
      }
      guard fields.count == Self.columns.count else {
        throw SnapshotFault(
          line: line, reason: "it has \(fields.count) columns and not \(Self.columns.count)")
      }
      var numbers: [Int64] = []
      for (place, field) in fields.enumerated() {
        guard let number = Self.number(field), number <= Self.mostMoney else {
          throw SnapshotFault(
            line: line, reason: "`\(Self.columns[place])` is no whole number from 0 to 10^18")
        }
        numbers.append(number)
      }
      if let reason = Self.fault(numbers) { throw SnapshotFault(line: line, reason: reason) }
      nodes = max(nodes, numbers[1] + 1, numbers[2] + 1)
      func side(_ node: Int, _ balance: Int, _ from: Int) -> Side {
        Side(
          node: Int32(numbers[node]), balance: numbers[balance], baseFee: numbers[from],
          feeRate: min(numbers[from + 1], 1_000_000), least: numbers[from + 2],
          expiryDelta: Int32(min(numbers[from + 3], 100_000)))
      }
      pairs.append(Pair(first: side(1, 4, 5), second: side(2, 9, 10)))
      guard pairs.count <= Self.mostChannels else {
        throw SnapshotFault(line: line, reason: "there are more than \(Self.mostChannels) channels")
      }
    }
    guard !pairs.isEmpty else { throw SnapshotFault(line: line, reason: "there is no channel") }
    self.init(name: name, nodes: Int(nodes), pairs: pairs)
  }

  private static func fault(_ row: [Int64]) -> String? {
    if row[1] == row[2] { return "a channel joins node \(row[1]) with itself" }
    if max(row[1], row[2]) >= mostNodes { return "nodes count from 0 to \(mostNodes - 1)" }
    if row[4] + row[9] != row[3] { return "the two balances are not the capacity" }
    return nil
  }

  /// Digits alone.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 19 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      let (tenfold, tooMuch) = value.multipliedReportingOverflow(by: 10)
      let (sum, over) = tenfold.addingReportingOverflow(Int64(digit) - 48)
      if tooMuch || over { return nil }
      value = sum
    }
    return value
  }
}

extension Scope {
  /// The network that a file beside the scenario describes.
  func snapshot(named name: String, at extent: Extent) throws(Rejection) -> ChannelSnapshot {
    func refused(_ title: String, _ notes: [String]) -> Rejection {
      reject(Message(.unusableFile, title, notes: notes), at: extent)
    }
    let place = "A data file lies beside the scenario, at the prompt in the current folder."
    let bytes: [UInt8]
    do throws(DataRefusal) {
      guard !name.isEmpty, !name.contains("/"), !name.contains("\\"), name != "..", name != ".",
        !name.utf8.contains(0)
      else { throw .outside }
      guard let readFile else { throw .missing }
      bytes = try readFile(name)
    } catch {
      switch error {
      case .missing: throw refused("there is no data file `\(escapingControls(name))`", [place])
      case .outside:
        throw refused("`\(escapingControls(name))` is not a file of the scenario's folder", [place])
      case .tooLarge:
        throw refused(
          "the data file `\(name)` is larger than 64 MB", ["The largest that is read: 64 MB"])
      case .unreadable(let reason):
        throw refused("cannot read the data file `\(name)`: \(reason)", [place])
      }
    }
    do throws(SnapshotFault) {
      return try ChannelSnapshot(name: name, csv: bytes)
    } catch {
      throw refused(
        "line \(error.line) of `\(name)` does not describe a channel", ["\(error.reason)"])
    }
  }

  /// Settings that lay out a network of channels, which stays as it is while it runs.
  static let shapesOfNetworks: Set<String> = [
    "channel_nodes", "channels_per_node", "topology", "channel_capacity", "channel_capacity_sigma",
    "balances", "snapshot", "channel_reserve", "purpose", "parties",
  ]

  /// Refuses to lay out a network anew that has begun.
  static func refuseNewShape(among settings: [Setting]) throws(Rejection) {
    guard let setting = settings.first(where: { shapesOfNetworks.contains($0.name.text) }) else {
      return
    }
    throw reject(
      Message(
        .tooLate, "`\(setting.name.text)` lays out a network, which cannot change while it runs",
        notes: ["Declare another network with it, and compare the two."]), at: setting.extent)
  }
}
