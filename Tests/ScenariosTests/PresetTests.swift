import Blockchain
import Measures
import Testing

@testable import Scenarios

@Suite struct `Presets of proof of work and stake` {
  /// Known full nodes: Bitnodes 2025 for Bitcoin, recalled for the others.
  static let nodes: [(String, Double)] = [
    ("bitcoin", 23_500), ("litecoin", 1_200), ("dogecoin", 600), ("bitcoin_cash", 600),
    ("ethereum_pow", 5_500), ("ethereum_2024", 10_000), ("ethereum_2025", 10_000),
    ("ethereum", 10_000), ("visa", 1),
  ]

  @Test(arguments: nodes)
  func `an unchanged preset has the nodes that are known`(name: String, count: Double) {
    let found = values("a.full_nodes", after: "chain a from \(name)\nrun 1 h")
    #expect(found.count == 1 && abs(found[0] / count - 1) < 0.001)
  }

  /// USD: 16 USD for each of 1060 EH/s, the guesses of the model, and for Bitcoin Cash the rent of
  /// 51 % for 83 hours at 3 619 USD an hour.
  static let attacks: [(String, Double)] = [
    ("bitcoin", 17e9), ("litecoin", 8e8), ("dogecoin", 8e8), ("bitcoin_cash", 3.14e5),
    ("ethereum_pow", 6e9),
  ]

  @Test(arguments: attacks)
  func `an attack on a preset costs what is estimated`(name: String, dollars: Double) {
    let found = values("a.attack_cost", after: "chain a from \(name)\nrun 1 h")
    #expect(found.count == 1 && abs(found[0] / dollars - 1) < 0.05)
  }

  /// Transactions per second, which the model has for each.
  static let capacities: [(String, Double)] = [
    ("bitcoin", 7), ("litecoin", 28), ("dogecoin", 66), ("bitcoin_cash", 224),
  ]

  @Test(arguments: capacities)
  func `a preset carries what is known`(name: String, rate: Double) {
    let found = values("a.capacity", after: "chain a from \(name)\nrun 1 h")
    #expect(found.count == 1 && abs(found[0] / rate - 1) < 0.02)
  }

  @Test func `the Merge saved all but a few ten-thousandths of the energy`() {
    let text = """
      chain work from ethereum_pow
      chain stake from ethereum_2024
      workload w on work, stake { rate 5 tx/s; bid 100 USD }
      run 6 h
      """
    let found = values("1 - stake.energy_per_tx / work.energy_per_tx", after: text)
    // Ethereum says 99.95 % (2022); the nodes take 50 W each, the cards 2.4 GW.
    #expect(found.count == 1 && found[0] > 0.999 && found[0] < 1)
  }
}
