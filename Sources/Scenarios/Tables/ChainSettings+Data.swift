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
      "blob_fraction", \.blobs.fraction, .number, 1...1_000_000_000,
      "blob gas beyond the target that multiplies the price by e",
      ["blob_fraction 11_684_671", "blob_fraction 3_338_477"]),
    KnownSetting(
      info: SettingInfo(
        name: "blob_floor", shape: .quantity(.money, 0...1e6, whole: false), suits: [],
        meaning: "what a unit of blob gas costs at least; 1 wei on Ethereum",
        examples: ["blob_floor 1 gwei", "blob_floor 10 gwei"]),
      read: { parameters, coin in .number(Double(parameters.blobs.minimum) / 1e18 * coin.price) },
      write: { parameters, content, coin in
        let wei = content.coins(of: coin) * 1e18
        parameters.blobs.minimum = Int64(min(max(wei.rounded(), 1), 1e15))
      }),
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
