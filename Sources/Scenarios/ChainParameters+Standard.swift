import Blockchain
import Quantities
import Syntax

extension ChainParameters {
  /// What a system is that starts from nothing: a chain with proof of work and 1 MB each 10 minutes, a
  /// sidechain with votes, a rollup of 20 Mgas a second.
  static func standard(coin: String, kind: Kind = .chain) -> ChainParameters {
    var parameters = ChainParameters()
    parameters.kind = kind
    parameters.coin = coin
    parameters.blockSize = 1_000_000
    parameters.supply = 1e12
    switch kind {
    case .chain: break
    case .sidechain:
      parameters.consensus = .bft
      parameters.blockInterval = .seconds(2)
      parameters.validators = 20
      parameters.lockedValue = 1e7
    case .rollup:
      parameters.consensus = .central
      parameters.blockInterval = .seconds(2)
      parameters.blockSize = nil
      parameters.feeMarket = .eip1559
      parameters.gasLimit = 40_000_000
      parameters.gasTarget = 40_000_000
      parameters.transactionSize = 110
      parameters.transactionGas = 80_000
      parameters.initialBaseFee = 1e-12
      parameters.baseFeeFloor = 1e-12
      parameters.priorityFee = 0
      parameters.baseFeeBurned = false
      parameters.lockedValue = 1e8
    case .plasma:
      parameters.consensus = .central
      parameters.blockInterval = .seconds(1)
      parameters.blockSize = 220_000
      parameters.feeMarket = .posted
      parameters.transactionSize = 110
      parameters.transactionGas = 80_000
      parameters.lockedValue = 1e8
    case .channels, .bridge:
      parameters.consensus = .central
      // Channels have no blocks; this is how often their owners look after them.
      parameters.blockInterval = .seconds(kind == .channels ? 10 : 1)
      parameters.blockSize = nil
      parameters.feeMarket = .posted
      if kind == .bridge { parameters.lockedValue = 1e7 }
    }
    return parameters
  }
}

extension ChainParameters {
  /// What of its settings cannot be together: more signatures than there are keys.
  var contradiction: Message? {
    func few(_ need: String, _ n: Int, _ all: String, _ count: Int) -> Message? {
      guard n > count else { return nil }
      return Message(
        .outOfRange, "`\(need) \(n)` is more than there are: `\(all) \(count)`",
        notes: ["Try:  \(all) \(n); \(need) \(n)    or    \(need) \(count)"])
    }
    switch kind {
    case .rollup:
      return few("council_threshold", rollup.councilThreshold, "council_keys", rollup.councilKeys)
        ?? few(
          "committee_threshold", rollup.committeeThreshold, "committee_size", rollup.committeeSize)
    case .sidechain, .bridge:
      return few("bridge_threshold", peg.threshold, "bridge_keys", peg.keys)
    case .chain, .channels, .plasma: return nil
    }
  }
}
