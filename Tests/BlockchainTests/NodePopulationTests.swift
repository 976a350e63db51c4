import Blockchain
import Quantities
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct NodePopulationTests {
  /// Full blocks of 238 B each 600 s, five years of them kept, on the standard candidates.
  private func population(
    megabytes: Double, _ edit: (inout NodeParameters) -> Void = { _ in }
  ) throws -> NodePopulation {
    let chain = bitcoin {
      $0.blockSize = Int64(megabytes * 1e6)
      $0.transactionGas = 37_600
    }
    var operators = NodeParameters()
    edit(&operators)
    return NodePopulation(load: try #require(chain.fullLoad), operators: operators)
  }

  /// The model's table of bigger blocks: MB, USD a month, share of the candidates, TB a year.
  static let table: [(Double, Double, Double, Double)] = [
    (1, 8.6, 0.81, 0.05), (4, 10, 0.77, 0.21), (32, 25, 0.45, 1.7), (128, 156, 0.11, 6.7),
    (512, 500, 0.0075, 27), (1_024, 958, 0.0013, 54),
  ]

  @Test(arguments: table)
  func `bigger blocks cost more and leave fewer`(
    megabytes: Double, dollars: Double, share: Double, terabytes: Double
  ) throws {
    let nodes = try population(megabytes: megabytes)
    #expect(abs(nodes.cost / dollars - 1) < 0.1)
    #expect(abs(nodes.verifyShare / share - 1) < 0.1)
    #expect(abs(nodes.storage / 5e12 / terabytes - 1) < 0.1)
  }

  /// MB each ten minutes, and the share of the lines of 2016 that carry it: the median 40 MB and sigma
  /// 1.5 fitted to Croman et al. 2016, who have 90 % at 4 MB, 50 % at 38 MB and 10 % at 200 MB or so.
  static let lines: [(Double, Double)] = [(4, 0.938), (40, 0.5), (200, 0.142)]

  @Test(arguments: lines)
  func `the lines of 2016 carried what was measured then`(megabytes: Double, share: Double) throws {
    let nodes = try population(megabytes: megabytes) {
      $0.bandwidth = 40e6 / 600 * $0.gossipAmplification / $0.safeLineShare
      $0.bandwidthSigma = 1.5
    }
    #expect(abs(nodes.lineShare - share) < 1e-3)
  }

  @Test func `a home node is paid for by the month`() throws {
    // 150 + 1.05 TB at 70 + 4 GB at 3 + 2 cores at 25, over 36 months; 18 W at 0.15 USD/kWh.
    let nodes = try population(megabytes: 4)
    let hardware = 150 + 70 * nodes.storage / 1e12 + 12 + 50
    #expect(abs(nodes.homeCost - (hardware / 36 + 0.018 * 730.5 * 0.15)) < 1e-9)
    #expect(nodes.cores == 2 && nodes.memory == 4e9)
  }

  @Test func `a rented server is paid for by its parts`() throws {
    let nodes = try population(megabytes: 128)
    let parts = 40 + 2.9 * nodes.storage / 1e12 + 0.35 * 4 + 4 * nodes.cores
    #expect(abs(nodes.dataCentreCost - parts - 0.2 * nodes.traffic * 8 / 1e6) < 1e-9)
    // The median line does not carry ten times 128 MB each ten minutes in a quarter of it.
    #expect(nodes.lineShare < 0.5 && nodes.cost == nodes.dataCentreCost)
  }

  @Test func `who has the line takes the cheaper of both`() throws {
    let dear = try population(megabytes: 32) { $0.storagePrice = 7_000 }
    #expect(dear.homeCost > dear.dataCentreCost && dear.cost == dear.dataCentreCost)
    let rented = try population(megabytes: 32) {
      $0.storagePrice = 7_000
      $0.bandwidth = 0
    }
    #expect(abs(dear.verifyShare - rented.verifyShare) < 1e-12)
  }

  @Test func `a machine that fits no home has no line`() throws {
    #expect(try population(megabytes: 1) { $0.minimumMemory = 200_000_000_000 }.lineShare == 0)
    #expect(try population(megabytes: 1) { $0.minimumCores = 33 }.lineShare == 0)
  }

  @Test func `state takes disk and memory, and the software its least`() throws {
    let nodes = try population(megabytes: 1) { $0.stateSize = 1_000_000_000_000 }
    #expect(nodes.memory == 24e9)
    let less = try population(megabytes: 1)
    #expect(abs(nodes.storage - less.storage - 1e12) < 1)
    #expect(try population(megabytes: 1) { $0.minimumMemory = 32_000_000_000 }.memory == 32e9)
  }

  @Test func `more to do never means more who do it`() throws {
    var last = 1.0
    var cost = 0.0
    for exponent in 0...40 {
      let load = pow(2, Double(exponent))
      let nodes = NodePopulation(
        load: NodeLoad(bytes: load, gas: 100 * load), operators: NodeParameters())
      #expect(nodes.verifyShare <= last && nodes.cost >= cost)
      (last, cost) = (nodes.verifyShare, nodes.cost)
    }
    #expect(last == 0 || last < 1e-12)
  }

  @Test(arguments: [0, 1e300, Double.infinity, .nan])
  func `nothing and everything to do have an answer`(load: Double) {
    let nodes = NodePopulation(
      load: NodeLoad(bytes: load, gas: load), operators: NodeParameters())
    #expect((0...1).contains(nodes.verifyShare))
    #expect(nodes.fullNodes >= 0 && nodes.fullNodes <= 100_000)
    #expect(load == 0 ? nodes.verifyShare > 0.8 : nodes.verifyShare == 0)
  }

  @Test(arguments: [0, 1e300, Double.infinity, .nan])
  func `operators without means or limits have an answer`(x: Double) throws {
    let nodes = try population(megabytes: 1) {
      $0.candidates = x
      $0.budget = x
      $0.budgetSigma = x
      $0.bandwidth = x
      $0.safeLineShare = x
      $0.gasPerCore = x
      $0.storagePrice = x
      $0.powerPrice = x
      $0.minimumCores = x
    }
    #expect((0...1).contains(nodes.verifyShare))
    #expect(nodes.fullNodes >= 0 && nodes.fullNodes.isFinite)
  }

  @Test func `only the operator sees closed books`() throws {
    let load = NodeLoad(bytes: 1, gas: 1)
    let nodes = NodePopulation(load: load, operators: NodeParameters(), isClosed: true)
    #expect(nodes.verifyShare == 0 && nodes.fullNodes == 1)
  }
}
