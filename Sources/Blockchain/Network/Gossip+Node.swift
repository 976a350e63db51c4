extension Gossip {
  /// A node's line and peers, and how far a broadcast has come there.
  ///
  /// Other nodes are named by number; -1 is none.
  struct Node: Sendable {
    /// Microseconds of its line per byte.
    let uploadPace: Double
    let downloadPace: Double
    let region: Int32
    /// Its peers in the list of all: from the first to before the last.
    let firstPeer: Int32
    let lastPeer: Int32

    /// The peer that it asks, and the latency from there, microseconds.
    var source: Int32 = -1
    var latency: UInt32 = 0
    /// Who asked the same peer next.
    var next: Int32 = -1
    /// When its peer began to serve it.
    var began: Int64 = 0
    /// What its peer has `served` when it is done.
    var share = 0.0

    /// Those who asked it and have not been served yet, in a list by `next`: the first `active` of them,
    /// up to `lastActive`, are being served.
    var first: Int32 = -1
    var lastActive: Int32 = -1
    var last: Int32 = -1
    var active: Int32 = 0
    /// Microseconds of the line that each upload has got, had it gone on from the start to `clock`.
    ///
    /// All blocks are of one size, so uploads that share equally end in the order in which they began.
    var served = 0.0
    var clock: Int64 = 0
    /// When the first upload ends, as things are; -1 without one.
    var due: Int64 = -1

    init(_ node: Topology.Node, peers: Range<Int>) {
      uploadPace = 8 / node.upload
      downloadPace = 8 / node.download
      region = Int32(node.region)
      firstPeer = Int32(peers.lowerBound)
      lastPeer = Int32(peers.upperBound)
    }

    /// Has the block, and nobody has asked for it yet; its line is free from `clock` on.
    mutating func becomeSender(at time: Int64) {
      first = -1
      active = 0
      served = 0
      clock = time
      due = -1
    }

    /// Counts what the uploads under way get until a moment.
    mutating func advance(to time: Int64) {
      let elapsed = time &- clock
      if elapsed > 0 {
        if active > 0 { served += Double(elapsed) / Double(active) }
        clock = time
      }
    }
  }
}
