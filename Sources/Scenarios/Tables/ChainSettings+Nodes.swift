import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Who might verify the chain, and what that takes.
  static let nodes: [KnownSetting] = [
    number(
      "candidates", \.operators.candidates, .number, 0...1e11, whole: true,
      "how many people might run a node", ["candidates 100_000", "candidates 29_000"]),
    number(
      "node_budget", \.operators.budget, .moneyRate, 0...1e9, shownIn: "USD/month",
      stored: 1 / Unit.month, "median of what a candidate can spend on a node",
      ["node_budget 25 USD/month", "node_budget 100 USD/month"]),
    number(
      "node_budget_sigma", \.operators.budgetSigma, .number, 0...10,
      "spread of the budgets (lognormal)", ["node_budget_sigma 1.2", "node_budget_sigma 0"]),
    number(
      "node_bandwidth", \.operators.bandwidth, .bandwidth, 0...1e9, shownIn: "Mbit/s",
      "median upload of a candidate's line at home",
      ["node_bandwidth 50 Mbit/s", "node_bandwidth 10 Mbit/s"]),
    number(
      "node_bandwidth_sigma", \.operators.bandwidthSigma, .number, 0...10,
      "spread of the lines (lognormal)", ["node_bandwidth_sigma 1.2", "node_bandwidth_sigma 1.5"]),
    interval(
      "history", \.operators.history, 0...1_000 * Unit.year, shownIn: "years",
      "how much of the past a node keeps, at the present load",
      ["history 5 years", "history 0.1 years"]),
    whole(
      "state_size", \.operators.stateSize, .data, 0...1e18,
      "what a node keeps besides the blocks: accounts, unspent outputs, contracts",
      ["state_size 350 GB", "state_size 0 GB"]),
    number(
      "gas_per_core", \.operators.gasPerCore, .gasRate, 1...1e15,
      "gas that a core verifies per second",
      ["gas_per_core 50 Mgas/s", "gas_per_core 200 Mgas/s"]),
    number(
      "safe_cpu", \.operators.safeProcessorShare, .number, 0.001...1,
      "share of its processor that a node may need, so that it can catch up",
      ["safe_cpu 20 %", "safe_cpu 80 %"]),
    number(
      "safe_net", \.operators.safeLineShare, .number, 0.001...1,
      "share of its line that a node may need", ["safe_net 25 %", "safe_net 80 %"]),
    number(
      "gossip_amplification", \.operators.gossipAmplification, .number, 0...10_000,
      "copies of each byte that gossip sends over a node's line",
      ["gossip_amplification 10", "gossip_amplification 2"]),
    number(
      "ssd_price", \.operators.storagePrice, .feeRate, 0...1e9, shownIn: "USD/TB",
      stored: 1e-12, "what storage costs", ["ssd_price 70 USD/TB", "ssd_price 35 USD/TB"]),
    number(
      "ram_price", \.operators.memoryPrice, .feeRate, 0...1e9, shownIn: "USD/GB",
      stored: 1e-9, "what memory costs", ["ram_price 3 USD/GB", "ram_price 8 USD/GB"]),
    number(
      "core_price", \.operators.corePrice, .money, 0...1e9, shownIn: "USD",
      "what a processor costs per core", ["core_price 25 USD", "core_price 50 USD"]),
    interval(
      "amortization", \.operators.amortization, Unit.month...100 * Unit.year, shownIn: "months",
      "time in which hardware pays for itself", ["amortization 36 months", "amortization 5 years"]),
    number(
      "power_price", \.operators.powerPrice, .energyPrice, 0...1e6, shownIn: "USD/kWh",
      stored: 1 / 3.6e6, "what electricity costs at home",
      ["power_price 0.15 USD/kWh", "power_price 0.4 USD/kWh"]),
    whole(
      "minimum_memory", \.operators.minimumMemory, .data, 0...1e15,
      "memory that the software demands at least", ["minimum_memory 4 GB", "minimum_memory 32 GB"]),
    number(
      "minimum_cores", \.operators.minimumCores, .number, 0...100_000,
      "cores that the software demands at least", ["minimum_cores 2", "minimum_cores 4"]),
    whole(
      "minimum_storage", \.operators.minimumStorage, .data, 0...1e18,
      "storage that the software demands at least",
      ["minimum_storage 2 TB", "minimum_storage 0 GB"]
    ),
    number(
      "minimum_bandwidth", \.operators.minimumBandwidth, .bandwidth, 0...1e9, shownIn: "Mbit/s",
      "traffic that the software demands a line for at least",
      ["minimum_bandwidth 60 Mbit/s", "minimum_bandwidth 0 Mbit/s"]),
  ]
}
