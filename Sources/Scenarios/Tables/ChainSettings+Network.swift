import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// How blocks travel between nodes and producers.
  static let network: [KnownSetting] = [
    word(
      "era", NetworkParameters.Era.self, \.network.era,
      "year whose latencies, lines and verification speed hold", ["era 2025", "era 2015"]),
    word(
      "relay", NetworkParameters.Relay.self, \.network.relay,
      "how blocks travel: full (whole), compact (short ids), fibre (latency alone), constant (to every "
        + "other producer in `delay`)",
      ["relay compact", "relay full"]),
    interval(
      "delay", \.network.constantDelay, 0...1e6,
      "how late every other producer hears of a block (relay constant)",
      ["relay constant; delay 10 s", "relay constant; delay 500 ms"]),
    count(
      "nodes", \.network.nodes, 2...20_000, "nodes of the simulated gossip network",
      ["nodes 500", "nodes 2000"]),
    count(
      "peers", \.network.peers, 1...1_000, "links that each node opens", ["peers 8", "peers 25"]),
    number(
      "producer_delay_factor", \.network.producerDelayFactor, .number, 0...1_000,
      "delay between producers over that between nodes; not with relay constant",
      ["producer_delay_factor 1", "producer_delay_factor 0.25"]),
    count(
      "parallel_uploads", \.network.parallelUploads, 1...1_000,
      "uploads that share a node's line at a time", ["parallel_uploads 4", "parallel_uploads 8"]),
    number(
      "link_sigma", \.network.linkSigma, .number, 0...5,
      "spread of the nodes' lines around their region's (lognormal)",
      ["link_sigma 1", "link_sigma 0"]),
    number(
      "jitter", \.network.jitter, .number, 0...10,
      "standard deviation of a message's latency over its mean", ["jitter 0.2", "jitter 0"]),
    number(
      "miss_rate", \.network.missRate, .number, 0...1,
      "share of compact blocks for which a node lacks transactions and has to ask",
      ["miss_rate 20 %", "miss_rate 0 %"]),
    KnownSetting(
      info: SettingInfo(
        name: "verification_time", shape: .quantity(.verification, 0...1, whole: false), suits: [],
        meaning: "time to verify a block per amount of data; the era's unless set",
        examples: ["verification_time 0.1 s/MB", "verification_time 5 ms/MB"], unit: "s/MB"),
      read: { parameters, _ in
        parameters.network.verification.map { .number($0 * 1e-6) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let perByte) = content { parameters.network.verification = perByte * 1e6 }
      }),
  ]
}
