import Blockchain
import Quantities

/// A setting of the language: its shape, its range, its help, and where its value lives.
///
/// One row serves the checker, `?`, completion, `show` and the reader and writer of the models.
struct KnownSetting<Parameters: Sendable>: Sendable {
  var info: SettingInfo
  /// The present value in base units; money in USD at the coin's price.
  var read: @Sendable (Parameters, Coin) -> SettingContent
  var write: @Sendable (inout Parameters, SettingContent, Coin) -> Void
}

/// What a learner may know of a setting.
struct SettingInfo: Hashable, Sendable {
  var name: String
  var shape: Shape
  /// Consensus words for which it acts; empty for every kind.
  var suits: [String]
  var meaning: String
  var examples: [String]
  /// What it is unless set, where that is not a number of its own.
  var standard: String?
  /// What it is shown in where not in the unit that reads best; then money is not told in coins.
  var unit: String?

  enum Shape: Hashable, Sendable {
    /// A number in base units within the limits.
    case quantity(Dimension, ClosedRange<Double>, whole: Bool)
    /// One of these words.
    case word([String])
    /// A part of a whole.
    case share
    /// Shares that leave the rest to others: `30 %, 29 %`, or `zipf N NC`.
    case shares
    /// Kinds of transactions with shares.
    case mix
    /// A time, or a count of blocks.
    case patience
    /// The symbol of a coin.
    case coin
    /// Whole numbers with commas between.
    case counts(ClosedRange<Double>)
    /// The name of a data file.
    case file
  }
}

/// The value of a setting, without its source.
enum SettingContent: Hashable, Sendable {
  case number(Double)
  case word(String)
  case numbers([Double])
  case mix([WorkloadParameters.Share])
  case blocks(Double)
  case counts([Int])
  /// Not set: no limit, or derived.
  case unset
}

extension KnownSetting {
  /// The present value as one would write it: money of the chain in its own coin.
  func written(_ parameters: Parameters, _ coin: Coin) -> String {
    let content = read(parameters, coin)
    if case .number(let dollars) = content, coin.symbol != "USD", coin.price > 0,
      info.name != "price", info.unit == nil,
      case .quantity(let dimension, _, _) = info.shape,
      dimension == .money || dimension == .feeRate
    {
      let coins = dollars / coin.price
      if dimension == .feeRate {
        return coin.symbol == "BTC"
          ? "\(Readable.number(coins * 1e8)) sat/vB" : "\(Readable.number(coins)) \(coin.symbol)/B"
      }
      if coin.symbol == "ETH", coins > 0, coins < 1e-15 {
        return "\(Readable.number(coins * 1e18)) wei"
      }
      return coin.symbol == "ETH" && coins.magnitude < 1e-5
        ? "\(Readable.number(coins * 1e9)) gwei" : "\(Readable.number(coins)) \(coin.symbol)"
    }
    let text = info.written(content)
    return text.isEmpty ? "-" : text
  }
}

extension SettingInfo {
  /// Settings that act in one fee market only.
  private static let markets: [String: ChainParameters.FeeMarket] = [
    "minimum_relay_fee": .firstPrice, "base_fee_floor": .eip1559, "initial_base_fee": .eip1559,
    "priority_fee": .eip1559, "base_fee_burned": .eip1559, "gas_target": .eip1559,
    "posted_fee": .posted,
  ]

  /// Settings of the gossip between nodes.
  private static let gossip = Set(
    KnownSetting<ChainParameters>.network.map(\.info.name).filter { $0 != "relay" })

  /// Whether it acts on a chain with these parameters.
  func matters(to parameters: ChainParameters) -> Bool {
    guard parameters.kind.hasConsensus else {
      if let market = Self.markets[name], market != parameters.feeMarket { return false }
      return true
    }
    if let market = Self.markets[name], market != parameters.feeMarket { return false }
    if ["committee_size", "epoch", "cross_shard"].contains(name) { return parameters.isSharded }
    if name == "subsidy" { return parameters.consensus != .pos }
    if name == "relay" { return parameters.consensus != .central }
    if Self.gossip.contains(name) {
      let isConstant = parameters.network.relay == .constant
      return parameters.consensus != .central && (name == "delay") == isConstant
    }
    return suits.isEmpty || suits.contains(parameters.consensus.rawValue)
  }

  /// The smallest and the largest legal value.
  var range: String? {
    if shape == .share { return "0 % .. 100 %" }
    if case .counts(let limits) = shape {
      return "\(Readable.number(limits.lowerBound)) .. \(Readable.number(limits.upperBound))"
    }
    guard case .quantity(_, let limits, _) = shape else { return nil }
    return "\(written(limits.lowerBound)) .. \(written(limits.upperBound))"
  }

  /// A value in base units as one would write it.
  private func written(_ x: Double) -> String {
    if shape == .share { return Readable.number(x * 100) + " %" }
    // Large sums of dollars read better in millions.
    if unit == "USD" { return Readable.quantity(Quantity(x, .money)) }
    if let unit, let one = Prices().unit(unit) {
      return "\(Readable.number(x / one.value)) \(unit)"
    }
    guard case .quantity(let dimension, _, _) = shape else {
      return Readable.quantity(Quantity(x, .time))
    }
    return Readable.quantity(Quantity(x, dimension))
  }

  /// A value as it would be written in a scenario.
  func written(_ content: SettingContent) -> String {
    switch content {
    case .number(let x): written(x)
    case .word(let word): word
    case .numbers(let shares):
      shares.map { Readable.number($0 * 100) + " %" }.joined(separator: ", ")
    case .mix(let shares):
      shares.map { "\($0.kind.rawValue) \(Readable.number($0.share * 100)) %" }
        .joined(separator: ", ")
    case .blocks(let n): "\(Readable.number(n)) blocks"
    case .counts(let counts): counts.map(String.init).joined(separator: ", ")
    case .unset: "-"
    }
  }

  /// The setting's own word for what was written, if it is one.
  func word(for text: String) -> String? {
    guard case .word(let words) = shape else { return nil }
    if words.contains(text) { return text }
    // A switch is a switch, whatever its two positions are called.
    return [["yes", "on"], ["no", "off"]].first { $0.contains(text) }?.first(where: words.contains)
  }
}

extension Coin {
  /// Money as the language keeps it.
  static let dollar = Coin(symbol: "USD", decimals: 6, price: 1)
}

extension SettingInfo.Shape {
  /// What belongs after the name, for a learner.
  var description: String {
    switch self {
    case .quantity(let dimension, _, let whole):
      dimension == .number ? (whole ? "a count" : "a number or a share") : dimension.name
    case .word(let words): "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    case .share: "a share"
    case .shares: "shares with commas between"
    case .mix: "kinds of transactions with their shares"
    case .patience: "a time, or a number of blocks"
    case .coin: "the symbol of a coin"
    case .counts: "whole numbers with commas between"
    case .file: "the name of a file in quotes"
    }
  }
}
