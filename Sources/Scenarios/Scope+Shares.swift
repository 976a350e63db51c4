import Blockchain
import Quantities
import Syntax

/// Settings that divide a whole: power among producers, transactions among kinds.
extension Evaluator {
  func share(_ expression: Expression, _ info: SettingInfo) throws(Rejection) -> Double {
    let q = try quantity(of: expression)
    guard q.dimension == .number else {
      throw reject(
        .needs(
          info.name, info.shape == .share ? "a share" : "shares", got: q.dimension.name,
          written: Self.written(expression),
          try: info.examples), at: expression.extent)
    }
    guard q.value.isNaN || (0...1).contains(q.value) else {
      throw reject(
        Message(
          .outOfRange, "`\(Self.written(expression))` is no share",
          label: "a share is 0 % .. 100 %",
          notes: q.value > 1 && q.value <= 100 && Self.isBare(expression)
            ? ["Try:  \(Readable.number(q.value)) %"] : []), at: expression.extent)
    }
    return q.value
  }

  private static func isBare(_ expression: Expression) -> Bool {
    switch expression {
    case .number: true
    case .quantity(_, let unit, _): unit.text == "x"
    default: false
    }
  }

  func shares(
    _ value: SettingValue, _ info: SettingInfo, _ extent: Extent, _ threshold: Double
  ) throws(Rejection) -> [Double] {
    switch value {
    case .list(let items):
      var shares: [Double] = []
      for item in items { shares.append(try share(item, info)) }
      let sum = shares.reduce(0, +)
      if sum > 1 + 1e-9 {
        throw reject(
          Message(
            .sharesTooLarge, "these shares add up to \(Readable.number(sum * 100)) %",
            notes: ["What is missing to 100 % goes to equal producers; more than that cannot be."]),
          at: extent)
      }
      return shares
    case .phrase(let word, let items):
      guard word.text == "zipf", items.count == 2 else { break }
      return try powerLaw(items, info, extent, threshold)
    case .entries: break
    }
    throw reject(
      Message(
        .wrongKind, "`\(info.name)` takes shares with commas between",
        notes: ["Try:  " + info.examples.joined(separator: "    or    ")]), at: extent)
  }

  /// `zipf N NC`
  private func powerLaw(
    _ items: [Expression], _ info: SettingInfo, _ extent: Extent, _ threshold: Double
  ) throws(Rejection) -> [Double] {
    let count = try count(items[0], "the number of producers", upTo: Double(PowerLaw.limit))
    let most = (threshold * count + 1e-9).rounded(.down) + 1
    let coefficient = try self.count(items[1], "the number that hold more", upTo: count)
    if count.isNaN || coefficient.isNaN { return [] }
    guard
      let shares = PowerLaw.shares(
        count: Int(count), nakamoto: Int(coefficient), threshold: threshold)
    else {
      throw reject(
        Message(
          .outOfRange,
          "\(Readable.number(coefficient)) of \(Readable.number(count)) producers cannot be the "
            + "fewest with more than \(Readable.number(threshold * 100)) %",
          notes: [
            "Equal ones need \(Readable.number(most)); a power law needs no more",
            "Try:  \(info.name) zipf \(Readable.number(count)) \(Readable.number(most))",
          ]), at: items[1].extent)
    }
    return shares
  }

  /// A whole number from 1 on; NaN while it is not known.
  private func count(
    _ expression: Expression, _ what: String, upTo most: Double
  ) throws(Rejection) -> Double {
    let q = try quantity(of: expression)
    guard q.dimension == .number,
      q.value.isNaN || ((1...most).contains(q.value) && q.value == q.value.rounded())
    else {
      throw reject(
        .outOfRange(what, Self.written(expression), range: "1 .. \(Readable.number(most))"),
        at: expression.extent)
    }
    return q.value
  }

  func mix(
    _ value: SettingValue, _ info: SettingInfo, _ extent: Extent
  ) throws(Rejection) -> [WorkloadParameters.Share] {
    let kinds = TransactionKind.allCases.map(\.rawValue)
    var entries: [(Word, Double, Extent)] = []
    switch value {
    case .entries(let written):
      for entry in written {
        entries.append((entry.name, try share(entry.value, info), entry.value.extent))
      }
    case .list(let items):
      guard items.count == 1, case .path(let path) = items[0], path.parts.count == 1 else { break }
      entries = [(path.parts[0], 1, path.extent)]
    case .phrase: break
    }
    guard !entries.isEmpty else {
      throw reject(
        Message(
          .wrongKind, "`mix` takes kinds of transactions with their shares",
          notes: ["Try:  " + info.examples[1], "Kinds: " + kinds.joined(separator: ", ")]),
        at: extent)
    }
    var shares: [WorkloadParameters.Share] = []
    for (name, share, _) in entries {
      guard let kind = TransactionKind(rawValue: name.text) else {
        throw reject(
          .unknown(.unknownChoice, "kind of transaction", name.text, among: kinds), at: name.extent)
      }
      guard !shares.contains(where: { $0.kind == kind }) else {
        throw reject(Message(.nameTaken, "`\(name.text)` stands twice"), at: name.extent)
      }
      shares.append(WorkloadParameters.Share(kind, share))
    }
    let sum = shares.map(\.share).reduce(0, +)
    guard sum.isNaN || (sum - 1).magnitude < 1e-6 else {
      throw reject(
        Message(
          .sharesTooLarge,
          "a mix must add up to 100 %, and this is \(Readable.number(sum * 100)) %",
          notes: ["Try:  " + (info.examples.last ?? "")]),
        at: extent)
    }
    return shares
  }
}
