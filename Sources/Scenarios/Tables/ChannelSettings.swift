import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Rules and facts of payment channels and state channels.
  static let channel: [KnownSetting] = [
    count(
      "channel_nodes", \.channels.nodes, 2...20_000, "nodes that have channels",
      ["channel_nodes 300", "channel_nodes 6000"]),
    number(
      "channels_per_node", \.channels.channelsPerNode, .number, 1...100,
      "channels that each newcomer opens on the mean, to those who have many already",
      ["channels_per_node 3", "channels_per_node 2.5"]),
    word(
      "topology", ChannelParameters.Topology.self, \.channels.topology,
      "how channels lie: attachment (newcomers join those who have many), hub (one has a channel with "
        + "everybody), pair (two nodes and one channel)",
      ["topology attachment", "topology hub"]),
    coins(
      "channel_capacity", \.channels.capacity, 1e-6...1e12,
      "median money of a channel, on both sides",
      ["channel_capacity 0.02 BTC", "channel_capacity 1000 USD"]),
    number(
      "channel_capacity_sigma", \.channels.capacitySigma, .number, 0...5,
      "spread of that money (lognormal)",
      ["channel_capacity_sigma 1.2", "channel_capacity_sigma 0"]
    ),
    coins(
      "hop_base_fee", \.channels.baseFee, 0...1e6, "what a node takes for forwarding a payment",
      ["hop_base_fee 1 sat", "hop_base_fee 0 sat"]),
    number(
      "hop_fee_rate", \.channels.feeRate, .number, 0...1_000_000, shownIn: "ppm", stored: 1e-6,
      "what it takes besides, of the amount", ["hop_fee_rate 1 ppm", "hop_fee_rate 794 ppm"]),
    count("hops", \.channels.hops, 1...100, "the longest route", ["hops 20", "hops 3"]),
    count(
      "attempts", \.channels.attempts, 1...100, "routes that a payer tries",
      ["attempts 5", "attempts 1"]),
    count(
      "parts", \.channels.parts, 1...100, "into how many payments one may be split",
      ["parts 1", "parts 4"]),
    word(
      "balances", ChannelParameters.Balances.self, \.channels.balances,
      "how money lies between the two sides at first: uniform, or bimodal (nearly all on one side)",
      ["balances uniform", "balances bimodal"]),
    KnownSetting(
      info: SettingInfo(
        name: "snapshot", shape: .file, suits: [],
        meaning:
          "a network as somebody saw it, from a file of channels with their balances and fees",
        examples: ["snapshot \"channels.csv\"", "snapshot \"lightning.csv\""],
        standard: "none: the network is drawn"),
      read: { parameters, _ in
        parameters.channels.snapshot.map { .word("\"\($0.name)\"") } ?? .unset
      },
      // What is in the file is read where the declaration is.
      write: { _, _, _ in }),
    number(
      "channel_reserve", \.channels.reserve, .number, 0...0.4,
      "part of a channel that each side has to keep",
      ["channel_reserve 1 %", "channel_reserve 0"]),
    KnownSetting(
      info: SettingInfo(
        name: "channel_lifetime", shape: .quantity(.time, 1...1e10, whole: false), suits: [],
        meaning: "mean time until the owners close a channel and open another",
        examples: ["channel_lifetime 1 year", "channel_lifetime 30 days"],
        standard: "for as long as the run"),
      read: { parameters, _ in
        parameters.channels.lifetime.map { .number($0.seconds) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let seconds) = content { parameters.channels.lifetime = .seconds(seconds) }
      }),
    count(
      "to_self_delay", \.channels.toSelfDelay, 0...100_000,
      "blocks of the parent that a side waits for its money after closing alone",
      ["to_self_delay 144", "to_self_delay 2016"]),
    count(
      "expiry_delta", \.channels.expiryDelta, 1...100_000,
      "blocks of the parent that each hop of a held payment has to itself",
      ["expiry_delta 40", "expiry_delta 144"]),
    interval(
      "hold_time", \.channels.hold, 0...1e7, "time for which each hop of a payment locks its money",
      ["hold_time 0.2 s", "hold_time 3 s"]),
    yesNo(
      "watchtower", \.channels.watchtower,
      "whether somebody looks after channels whose owner is away",
      ["watchtower yes", "watchtower no"]),
    count(
      "merchants", \.channels.merchants, 0...20_000,
      "nodes that payments with `skew` go to; 0 for anybody", ["merchants 10", "merchants 0"]),
    number(
      "skew", \.channels.skew, .number, 0...1, "share of the payments that go to merchants",
      ["skew 100 %", "skew 0.5"]),
    word(
      "rebalance", ChannelParameters.Rebalance.self, \.channels.rebalance,
      "what is done about money on one side: off, circular (paying oneself around a circle), on_chain",
      ["rebalance circular", "rebalance off"]),
    word(
      "purpose", ChannelParameters.Purpose.self, \.channels.purpose,
      "payments through a network, or an application whose parties sign its states",
      ["purpose payments", "purpose application"]),
    count(
      "parties", \.channels.parties, 2...1_000, "parties of a state channel",
      ["parties 2", "parties 5"]),
  ]
}
