import Blockchain
import Syntax

/// A system that ships with the program, as scenario text with a source on every value.
public struct Preset: Sendable {
  /// Names of those that stand on nothing.
  public static let chains = all.filter { $0.kind == .chain }.map(\.name)

  var name: String
  var summary: String
  var text: String

  /// A few of them, for a message.
  static let listed =
    "Presets: " + all.prefix(6).map(\.name).joined(separator: ", ") + " ... (show presets)"

  static let all: [Preset] = [
    Preset("bitcoin", "proof of work, 10 min, 7 tx/s", PackageResources.bitcoin_tri),
    Preset("litecoin", "proof of work, 2.5 min, 28 tx/s", PackageResources.litecoin_tri),
    Preset("dogecoin", "proof of work, 1 min, 67 tx/s", PackageResources.dogecoin_tri),
    Preset(
      "bitcoin_cash", "proof of work, 10 min, 32 MB, 224 tx/s", PackageResources.bitcoin_cash_tri),
    Preset("ethereum", "proof of stake, 12 s, 60 Mgas (2026)", PackageResources.ethereum_tri),
    Preset("ethereum_2025", "proof of stake, 12 s, 36 Mgas", PackageResources.ethereum_2025_tri),
    Preset("ethereum_2024", "proof of stake, 12 s, 30 Mgas", PackageResources.ethereum_2024_tri),
    Preset("ethereum_pow", "proof of work, 13.2 s (2021)", PackageResources.ethereum_pow_tri),
    Preset("solana", "stake in turns, 400 ms, 3600 tx/s (2025)", PackageResources.solana_tri),
    Preset("sei", "votes on each block, 400 ms, 390 tx/s (2026)", PackageResources.sei_tri),
    Preset(
      "sei_2023", "votes on each block, 500 ms, 20 000 orders/s", PackageResources.sei_2023_tri),
    Preset(
      "sei_giga", "a target, not live: 5 Ggas/s, 62 500 tx/s", PackageResources.sei_giga_tri),
    Preset("cosmos_hub", "votes on each block, 6 s, 67 tx/s", PackageResources.cosmos_hub_tri),
    Preset("avalanche", "polls among validators, 2 s, 94 tx/s", PackageResources.avalanche_tri),
    Preset("tron", "27 elected producers, 3 s, 600 tx/s", PackageResources.tron_tri),
    Preset("lightning", "payment channels on bitcoin (2025)", PackageResources.lightning_tri),
    Preset(
      "state_channel", "an application between two, on its parent",
      PackageResources.state_channel_tri),
    Preset("arbitrum", "optimistic rollup, 250 ms, 87 tx/s", PackageResources.arbitrum_tri),
    Preset("optimism", "optimistic rollup, 2 s, 250 tx/s", PackageResources.optimism_tri),
    Preset("base_rollup", "optimistic rollup, 200 ms, 940 tx/s", PackageResources.base_rollup_tri),
    Preset(
      "optimistic_stage0", "optimistic rollup, 4-of-7 council, 300 tx/s",
      PackageResources.optimistic_stage0_tri),
    Preset("zksync", "zk rollup, 1 s, 200 tx/s", PackageResources.zksync_tri),
    Preset("starknet", "zk rollup, 2 s, 300 tx/s", PackageResources.starknet_tri),
    Preset("validium", "zk, data with a committee, 9000 tx/s", PackageResources.validium_tri),
    Preset(
      "polygon_pos", "sidechain with checkpoints, 2 s, 281 tx/s (2025)",
      PackageResources.polygon_pos_tri),
    Preset("liquid", "sidechain of a federation, 1 min, 6.7 tx/s", PackageResources.liquid_tri),
    Preset("rsk", "sidechain mined along with Bitcoin, 30 s, 11 tx/s", PackageResources.rsk_tri),
    Preset(
      "ronin_2022", "sidechain with 9 keys, 5 of them at hand", PackageResources.ronin_2022_tri),
    Preset("plasma", "one operator and exit games, 2 000 tx/s", PackageResources.plasma_tri),
    Preset("visa", "one operator, 65 000 tx/s at its peak", PackageResources.visa_tri),
  ]

  /// One to which a setting applies that suits these kinds of consensus.
  static func suited(to suits: [String]) -> String {
    switch suits.first {
    case "pos": "ethereum"
    case "bft": "cosmos_hub"
    case "dpos": "tron"
    case "snow": "avalanche"
    case "central": "visa"
    default: "bitcoin"
    }
  }

  static func named(_ name: String) -> Preset? { all.first { $0.name == name } }

  private init(_ name: String, _ summary: String, _ bytes: [UInt8]) {
    self.name = name
    self.summary = summary
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// What it declares.
  var kind: ChainParameters.Kind {
    SystemKind.named(declaration.kind.text)?.kind ?? .chain
  }

  /// The declaration that the text holds.
  var declaration: Declaration {
    let parsed = Parser.parse(Source(name: name + ".tri", text: text))
    guard case .declare(let declaration)? = parsed.statements.first?.kind else {
      preconditionFailure("preset \(name) declares nothing")
    }
    return declaration
  }
}
