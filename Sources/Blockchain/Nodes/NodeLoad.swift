import Quantities

/// What a chain gives its verifiers to do, per second.
public struct NodeLoad: Hashable, Sendable {
  public var bytes: Double
  public var gas: Double
  /// Bytes of votes, as often as gossip sends them; nobody keeps those.
  public var votes: Double

  public init(bytes: Double, gas: Double, votes: Double = 0) {
    self.bytes = bytes
    self.gas = gas
    self.votes = votes
  }
}

extension ChainParameters {
  /// What a block with this content counts as for those who send, keep and verify it.
  ///
  /// With `alwaysFull` standard transactions fill it up to the first of its limits.
  public func padded(bytes: Int64, gas: Int64) -> (bytes: Int64, gas: Int64) {
    guard alwaysFull, let full = filled(bytes: bytes, gas: gas) else { return (bytes, gas) }
    return full
  }

  /// A full block of standard transactions in each nominal interval; nothing without a limit.
  public var fullLoad: NodeLoad? {
    let seconds = nominalInterval.seconds
    guard seconds > 0, let block = filled(bytes: 0, gas: 0) else { return nil }
    return NodeLoad(bytes: Double(block.bytes) / seconds, gas: Double(block.gas) / seconds)
  }

  private func filled(bytes: Int64, gas: Int64) -> (bytes: Int64, gas: Int64)? {
    let size = Double(max(1, transactionSize))
    let work = Double(max(1, transactionGas))
    let bySize = blockSize.map { (Double($0) - Double(bytes)) / size }
    let byGas = effectiveGasLimit.map { (Double($0) - Double(gas)) / work }
    guard let room = [bySize, byGas].compactMap({ $0 }).min() else { return nil }
    func added(_ amount: Int64, _ each: Double) -> Int64 {
      Int64(min(Double(amount) + max(0, room) * each, 1e18).rounded())
    }
    return (added(bytes, size), added(gas, work))
  }
}
