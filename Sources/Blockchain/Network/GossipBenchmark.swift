/// Work by which the speed of gossip is told.
public enum GossipBenchmark {
  /// Sends blocks of this size, announced and sent whole as in 2015, through one network in turn.
  ///
  /// - Returns: the messages that it took.
  public static func messages(nodes: Int, blocks: Int, bytes: Int64) -> Int {
    var network = NetworkParameters()
    network.era = .y2015
    network.relay = .full
    network.nodes = nodes
    let count = network.bounded().nodes
    var gossip = Gossip(network, nodes: count, seed: 42)
    var arrivals = [Int64](repeating: 0, count: count)
    for block in 0..<max(0, blocks) {
      gossip.broadcast(from: block % count, bytes: bytes, into: &arrivals)
    }
    return gossip.messages
  }
}
