extension ChainParameters {
  /// What a system is, as the language's declarations name it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A chain of its own: layer 1.
    case chain
    /// Payment channels, or one state channel.
    case channels
    /// Executes elsewhere; its parent holds its data, its state roots and its money.
    case rollup
    /// A nested chain of which the parent sees roots and exits only.
    case plasma
    /// A chain with its own producers and a bridge that trusts signers.
    case sidechain
    /// Moves money between two systems.
    case bridge

    /// Whether it has a parent whose blocks it needs.
    public var isLayer: Bool { self != .chain }

    /// Whether producers agree on blocks by one of the kinds of consensus.
    public var hasConsensus: Bool { self == .chain || self == .sidechain }

    /// Whether it makes blocks of its own.
    public var hasBlocks: Bool { self != .channels && self != .bridge }

    /// How many systems it stands on.
    public var parents: Int { self == .chain ? 0 : self == .bridge ? 2 : 1 }
  }
}
