import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// What systems that stand on a chain find there: blobs and calldata.
  static let data: [KnownSetting] = [
    whole(
      "blob_target", \.blobs.target, .number, 0...10_000,
      "blobs per block at which the price of blobs stays; 0 for a chain without blobs",
      ["blob_target 14", "blob_target 3"]),
    whole(
      "blob_max", \.blobs.most, .number, 0...10_000, "the most blobs of a block",
      ["blob_max 21", "blob_max 6"]),
    whole(
      "blob_fraction", \.blobs.fraction, .number, 1...10_000_000_000,
      "blob gas beyond the target that multiplies the price by e",
      ["blob_fraction 11_684_671", "blob_fraction 3_338_477"]),
    yesNo(
      "blob_reserve", \.blobs.hasReserve,
      "whether the price of gas keeps that of blobs from falling too low (EIP-7918)",
      ["blob_reserve yes", "blob_reserve no"]),
    whole(
      "calldata_gas", \.calldataGas, .gas, 0...1_000_000, "gas of a byte of data in a transaction",
      ["calldata_gas 16 gas", "calldata_gas 4 gas"]),
    whole(
      "calldata_floor", \.calldataFloor, .gas, 0...1_000_000,
      "gas of a byte at least, where a transaction is mostly data (EIP-7623)",
      ["calldata_floor 40 gas", "calldata_floor 0 gas"]),
  ]
}
