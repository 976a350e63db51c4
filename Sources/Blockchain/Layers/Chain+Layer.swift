import Quantities

extension Chain {
  /// Opens what a system holds on those that it stands on.
  mutating func openLayer(at now: Instant) {
    switch parameters.kind {
    case .chain: break
    case .channels: openChannels(at: now)
    case .rollup: openRollup(at: now)
    case .plasma: openPlasma(at: now)
    case .sidechain: openPeg(at: now)
    case .bridge: openBridge(at: now)
    }
  }

  /// What a system without blocks does in each of its intervals.
  mutating func actWithoutBlocks(at now: Instant) {
    switch parameters.kind {
    case .channels: passChannels(at: now)
    case .bridge: passBridge(at: now)
    case .chain, .rollup, .plasma, .sidechain: break
    }
  }

  /// What a system does on its parent after a block of its own.
  mutating func actOnParent(at now: Instant) {
    switch parameters.kind {
    case .rollup: passRollup(at: now)
    case .plasma: passPlasma(at: now)
    case .sidechain: passPeg(at: now)
    case .chain, .channels, .bridge: break
    }
  }

  /// Takes note of a block of a parent, and of what became of its letters there.
  mutating func follow(_ view: ParentView, _ receipts: [Receipt], at now: Instant) {
    guard let place = parents.firstIndex(of: view.system) else { return }
    views[place] = view
    switch parameters.kind {
    case .chain: break
    case .channels: followParent(ofChannels: receipts, at: now)
    case .rollup: followParent(ofRollup: receipts, at: now)
    case .plasma: followParent(ofPlasma: receipts, at: now)
    case .sidechain: followParent(ofPeg: receipts, at: now)
    case .bridge: followParent(ofBridge: receipts, end: place, at: now)
    }
  }

  /// Lives by other rules from now on.
  mutating func adoptLayer(from old: ChainParameters, at now: Instant) {
    switch parameters.kind {
    case .chain: break
    case .channels: adoptChannels(from: old, at: now)
    case .rollup: adoptRollup(from: old, at: now)
    case .plasma: adoptPlasma(from: old, at: now)
    case .sidechain: adoptPeg(from: old, at: now)
    case .bridge: adoptBridge(from: old, at: now)
    }
  }

  /// What is wrong with the books between it and its parents, if anything.
  var layerFault: String? {
    switch parameters.kind {
    case .chain: nil
    case .channels: channelFault
    case .rollup: rollupFault
    case .plasma: plasmaFault
    case .sidechain: pegFault
    case .bridge: bridgeFault
    }
  }

  /// Base units that it locks on a parent at time zero, by the parent's place: at most ``ParentView/funds``.
  func openingEscrow(on place: Int) -> Amount {
    switch parameters.kind {
    case .chain: .zero
    case .rollup, .plasma: ledger.genesis
    case .channels: channelEscrow
    case .sidechain: pegEscrow
    case .bridge: bridgeEscrow(on: place)
    }
  }

  /// Sends transactions to a parent, by its place among the parents.
  mutating func send(_ letter: Letter, to place: Int = 0, at now: Instant) {
    guard parents.indices.contains(place) else { return }
    var letter = letter
    letter.submitted = now
    outbox.append((parents[place], letter))
  }

  /// The first parent as it was last seen.
  var parent: ParentView? { views.first }
}
