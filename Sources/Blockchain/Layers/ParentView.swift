import Quantities

/// What a system sees of one that it stands on.
struct ParentView: Sendable {
  /// Its place in the world.
  var system: Int
  var kind: ChainParameters.Kind
  /// How long money takes to leave it by its own rules.
  var exitDelay: Interval
  /// Hashes per second of its miners, and of all chains with its algorithm; 0 for unspecified.
  var hashRate: Double
  var algorithmHashRate: Double
  var height: Int64
  var coin: Coin
  var feeMarket: ChainParameters.FeeMarket
  /// Base units per gas that a transaction of another system pays now, and per byte without gas.
  var unitsPerGas: Double
  var unitsPerByte: Double
  /// Base units per blob.
  var unitsPerBlob: Double
  var gasLimit: Int64?
  var gasTarget: Int64?
  var blockSize: Int64?
  var blobs: BlobMarket.Rules
  /// Blobs per block that other systems leave of the target.
  var blobsLeft: Double
  var calldataGas: Int64
  var calldataFloor: Int64
  /// Time between its blocks if none is missed.
  var interval: Interval
  var finalityDepth: Int
  /// Gas and bytes of a standard transaction of its users.
  var transactionGas: Int64
  var transactionSize: Int64
  /// What its users hold, less a tenth that they keep for fees.
  var funds: Amount
  /// What is locked on it for the system that looks.
  var escrow: Amount
  /// Transactions of its own users that wait.
  var backlog: Int64

  /// Base units that a transaction pays there now.
  func cost(bytes: Int64, gas: Int64, blobs: Int64 = 0) -> Double {
    Double(gas) * unitsPerGas + Double(bytes) * unitsPerByte + Double(blobs) * unitsPerBlob
  }

  /// Gas of a transaction that carries data: see ``Chain/gas(execution:calldata:)``.
  func gas(execution: Int64, calldata bytes: Int64) -> Int64 {
    max(execution + bytes * calldataGas, 21_000 + bytes * calldataFloor)
  }
}

extension Chain {
  /// What a system that stands on this one sees of it.
  func view(from child: Int, as system: Int) -> ParentView {
    let gas = fee(of: Letter(token: 0, bytes: 0, gas: 1_000_000)).double / 1e6
    let bytes = fee(of: Letter(token: 0, bytes: 1_000, gas: 0)).double / 1e3
    let isByGas = parameters.feeMarket == .eip1559
    return ParentView(
      system: system, kind: parameters.kind, exitDelay: canonicalDelay,
      hashRate: parameters.consensus == .pow ? parameters.hashRate : 0,
      algorithmHashRate: parameters.algorithmHashRate, height: height, coin: coin,
      feeMarket: parameters.feeMarket,
      unitsPerGas: isByGas ? gas : 0, unitsPerByte: isByGas ? 0 : bytes,
      unitsPerBlob: parameters.blobs.most > 0
        ? coin.units(gas: BlobMarket.blobGas, attos: blobs.fee(parameters.blobs)).double : 0,
      gasLimit: parameters.effectiveGasLimit, gasTarget: parameters.effectiveGasTarget,
      blockSize: parameters.blockSize, blobs: parameters.blobs,
      blobsLeft: post.blobsLeft(of: parameters.blobs.target, to: child),
      calldataGas: parameters.calldataGas, calldataFloor: parameters.calldataFloor,
      interval: parameters.nominalInterval, finalityDepth: parameters.finalityDepth,
      transactionGas: parameters.transactionGas, transactionSize: parameters.transactionSize,
      funds: Amount(units: ledger.users.units / 10 * 9), escrow: ledger.escrow(of: child),
      backlog: backlog)
  }
}
