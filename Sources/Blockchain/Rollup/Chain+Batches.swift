import Quantities

extension Chain {
  /// Opens the accounts of a rollup.
  mutating func openRollup(at now: Instant) {
    rollup = Rollup(name, seed: seed, interval: parameters.nominalInterval, at: now)
    updateTariff()
  }

  /// Does what is due on the parent after a block, or after one that should have come.
  mutating func passRollup(at now: Instant) {
    if lastBlock?.time == now, previousBlockTime == now {
      gather(at: now)
      takeInbox(upTo: now, at: now)
    } else if offlineShare > 0 {
      turnToInbox(at: now)
    }
    serveParent(at: now)
  }

  /// Sends what has come due: batches, proofs, roots, claims.
  mutating func serveParent(at now: Instant) {
    guard rollup != nil else { return }
    if let since = rollup!.draft.since, now - since >= parameters.rollup.batchInterval {
      closeBatch(copies: 1, of: rollup!.draft.count, at: now)
    }
    includeForced(at: now)
    sendProofs(at: now)
    postRoot(at: now)
    pay(at: now)
    pursueCampaigns(at: now)
  }

  /// Whether the sequencer waits because its parent or its provers are too far behind.
  func isStalled(at now: Instant) -> Bool {
    guard let rollup else { return false }
    if parameters.rollup.proves, rollup.proverFree - now > Self.patienceForPosting { return true }
    guard
      let oldest = rollup.batches.first(where: { $0.withoutData > 0 || $0.withoutProof > 0 })
    else { return false }
    let usual = parameters.rollup.proves ? parameters.rollup.proofTime : .zero
    let proving = oldest.proven.map { max(.zero, $0 - oldest.closed) } ?? .zero
    let behind = now - oldest.closed - max(usual, proving)
    return behind > max(Self.patienceForPosting, (parent?.interval ?? .zero) * 20)
  }

  /// How long a sequencer goes on while what it ordered is not on its parent (an assumption).
  static let patienceForPosting = Interval.minutes(30)

  /// Adds the block that was just made to the open batch, and closes those that are full.
  private mutating func gather(at now: Instant) {
    guard rollup != nil else { return }
    let size = Double(max(1, parameters.transactionSize))
    let others = bought.bytes / max(1, parameters.transactionSize)
    let count = contents.count + max(others, bought.bytes > 0 ? 1 : 0)
    guard count > 0 else { return }
    let bytes =
      Double(contents.bytes + bought.bytes) / size * parameters.rollup.bytesPerTransaction
    let charged = Int128(
      nearest: rollup!.tariff.perTransaction * Double(count) + rollup!.tariff.perByte * bytes)
    rollup!.draft.count += count
    rollup!.draft.bytes += bytes
    rollup!.draft.gas += Double(contents.gas + bought.gas)
    rollup!.draft.charged += charged
    if rollup!.draft.since == nil { rollup!.draft.since = now }
    if now >= window.start {
      rollup!.period.transactions += count
      rollup!.period.charged += charged
    }
    let full = fullBatch(bytes: rollup!.draft.bytes / Double(rollup!.draft.count))
    if rollup!.draft.count >= full {
      closeBatch(copies: rollup!.draft.count / full, of: full, at: now)
    }
  }

  /// Closes equal batches, in time for what is left to wait on.
  private mutating func closeBatch(copies: Int64, of count: Int64, at now: Instant) {
    guard copies > 0, count > 0, let draft = rollup?.draft, draft.count > 0 else { return }
    let part = Double(copies * count) / Double(draft.count)
    let each = Double(count) / Double(draft.count)
    let bytes = Int64(min(max((draft.bytes * each).rounded(.up), 1), Self.mostBytes))
    let rest = draft.count - copies * count
    let charged = Int128(nearest: draft.charged.double * each)
    let proves = parameters.rollup.proves
    var batch = Rollup.Batch(
      id: rollup!.newToken(), copies: copies, count: count, bytes: bytes,
      lastHeight: rest == 0 ? height : height - 1, closed: now, charged: charged,
      withoutData: parameters.rollup.postsBatches ? copies : 0,
      withoutProof: proves ? copies : 0, open: copies)
    batch.gas = draft.gas * part
    if proves {
      let rate = parameters.rollup.proverRate
      let work = rate > 0 ? Interval(seconds: Double(copies * count) / rate) : .zero
      rollup!.proverFree = min(max(rollup!.proverFree, now) + work, .limit)
      batch.proven = min(rollup!.proverFree + parameters.rollup.proofTime, .limit)
      if now >= window.start {
        rollup!.period.proving += Double(copies * count) * parameters.rollup.provingCost
      }
    }
    let since = draft.since ?? now
    let seconds = max(now - since, parameters.blockInterval).seconds
    let rate = Double(copies * count) / seconds
    // What a batch costs each of its transactions goes with 1 / rate, so that is what is averaged.
    rollup!.tariff.rate = rollup!.tariff.rate.map { 2 / (1 / $0 + 1 / rate) } ?? rate
    rollup!.tariff.bytes = Double(bytes) / Double(count)
    rollup!.draft =
      rest == 0
      ? Rollup.Draft()
      : Rollup.Draft(
        count: rest, bytes: max(0, draft.bytes * (1 - part)), gas: draft.gas * (1 - part),
        charged: Int128(nearest: draft.charged.double * (1 - part)), since: now)
    rollup!.batches.append(batch)
    if parameters.rollup.postsBatches {
      sendToParent(.data(batch: batch.id), dataLetter(bytes: bytes, copies: copies), at: now)
    }
    updateTariff()
    if proves { bundle(carrier: batch.id, at: now) }
  }

  /// A batch as the parent sees it.
  private func dataLetter(bytes: Int64, copies: Int64) -> Letter {
    let rules = parameters.rollup
    guard let parent else { return Letter(token: 0, count: copies, bytes: bytes, gas: 0) }
    switch place(of: rules.data, on: parent) {
    case .blobs:
      return Letter(
        token: 0, count: copies, bytes: Self.envelope, gas: rules.batchGas,
        blobs: Self.blobs(for: bytes))
    case .calldata:
      return Letter(
        token: 0, count: copies, bytes: bytes + Self.envelope,
        gas: min(parent.gas(execution: rules.batchGas, calldata: bytes), Self.mostGas))
    case .committee:
      return Letter(token: 0, count: copies, bytes: Self.envelope, gas: rules.batchGas)
    }
  }

  /// Bytes of a transaction besides the data that it carries (an assumption).
  static let envelope: Int64 = 200

  /// What integers carry.
  private static let mostBytes = 1e12
  private static let mostGas: Int64 = 100_000_000_000_000

  private static func blobs(for bytes: Int64) -> Int64 {
    max(1, (bytes + BlobMarket.blobGas - 1) / BlobMarket.blobGas)
  }

  /// Blobs become calldata on a parent that has none.
  private func place(of data: RollupParameters.Data, on parent: ParentView) -> RollupParameters.Data
  {
    data == .blobs && parent.blobs.most == 0 ? .calldata : data
  }

  /// Transactions of a batch that is closed because it is full.
  func fullBatch(bytes each: Double) -> Int64 {
    let most = Double(roomOfBatch) / max(each, 1e-6)
    let fit = Int64(min(max(most.rounded(.down), 1), 1e9))
    let wanted = Int64(parameters.rollup.batchSize)
    return wanted > 0 ? min(wanted, fit) : fit
  }

  /// Bytes that a batch carries at most: the blobs that a block of the parent should hold, six at most,
  /// or what a block at its target takes as calldata.
  private var roomOfBatch: Int64 {
    guard let parent else { return 1_000_000 }
    switch place(of: parameters.rollup.data, on: parent) {
    case .committee: return .max
    case .blobs:
      let usual = parent.blobs.target > 0 ? parent.blobs.target : parent.blobs.most
      return min(max(usual, 1), 6) * BlobMarket.blobGas
    case .calldata:
      let byBytes = parent.blockSize.map { max(1, $0 / 2 - Self.envelope) } ?? 1_000_000
      guard parent.feeMarket == .eip1559, let gas = parent.gasTarget else { return byBytes }
      let price = max(1, parent.calldataGas, parent.calldataFloor)
      return min(byBytes, max(1, (gas - parameters.rollup.batchGas) / price))
    }
  }

  // MARK: What users pay for it

  /// Works out what a transaction costs on the parent now: its bytes, and its part of a batch, of a proof
  /// and of a root.
  mutating func updateTariff() {
    guard let parent, let rollup else { return }
    let rules = parameters.rollup
    let each = rollup.tariff.bytes ?? rules.bytesPerTransaction
    let full = fullBatch(bytes: each)
    let expected = (rollup.tariff.rate ?? .infinity) * rules.batchInterval.seconds
    let n = max(1, min(Double(full), expected.rounded(.down)))
    let bytes = Int64(min((n * each).rounded(.up), Self.mostBytes))
    var overhead = 0.0
    var data = 0.0
    if rules.postsBatches {
      let letter = dataLetter(bytes: bytes, copies: 1)
      overhead = parent.cost(bytes: Self.envelope, gas: rules.batchGas)
      data = max(
        0, parent.cost(bytes: letter.bytes, gas: letter.gas, blobs: letter.blobs) - overhead)
    }
    if rules.proves {
      overhead += parent.cost(bytes: Self.envelope, gas: rules.proofGas)
      overhead += coin.price > 0 ? n * rules.provingCost / coin.dollarsPerUnit : 0
    } else if let rate = rollup.tariff.rate {
      let perRoot = max(1, rate * max(rules.rootInterval, parameters.blockInterval).seconds)
      overhead += parent.cost(bytes: Self.envelope, gas: rules.rootGas) / perRoot * n
    }
    self.rollup!.tariff.perTransaction = min(overhead / n, 1e27)
    self.rollup!.tariff.perByte = min(data / max(1, n * each), 1e24)
  }

  /// Base units that a transaction of so many bytes pays for the parent's work.
  func parentShare(bytes: Int64) -> Int128 {
    guard let tariff = rollup?.tariff else { return 0 }
    let size = Double(max(1, parameters.transactionSize))
    let data = Double(bytes) / size * parameters.rollup.bytesPerTransaction
    return Int128(nearest: (tariff.perTransaction + tariff.perByte * data).rounded(.up))
  }

  /// Transactions per second whose data, and whose proofs, the parent and the provers take; nothing where
  /// they limit nothing.
  public var capacityOfParent: Double? {
    guard rollup != nil, let parent else { return nil }
    let rules = parameters.rollup
    let each = rollup?.tariff.bytes ?? rules.bytesPerTransaction
    let overhead =
      Double(rules.postsBatches ? rules.batchGas : 0)
      + Double(rules.proves ? rules.proofGas : 0)
    let interval = parent.interval.seconds
    let size = Double(rules.batchSize)
    var limits: [Double] = []
    if rules.proves, rules.proverRate > 0 { limits.append(rules.proverRate) }
    if rules.postsBatches {
      switch place(of: rules.data, on: parent) {
      case .blobs:
        let bytes = parent.blobsLeft * Double(BlobMarket.blobGas)
        limits.append(bytes / max(each, 1e-6) / interval)
      case .calldata:
        let price = Double(max(parent.calldataGas, parent.calldataFloor)) * each
        if parent.feeMarket == .eip1559, let gas = parent.gasTarget {
          let n =
            size > 0
            ? Double(gas) / (price + overhead / size)
            : max(0, Double(gas) - overhead) / max(price, 1e-9)
          limits.append(n.rounded(.down) / interval)
        } else if let bytes = parent.blockSize {
          limits.append(Double(bytes) / max(each, 1e-6) / interval)
        }
      case .committee: break
      }
    }
    return limits.min()
  }
}

extension RollupParameters {
  /// Whether states come with proofs.
  var proves: Bool { proof == .validity }

  /// Whether batches go to the parent by themselves; with a committee only proofs do.
  var postsBatches: Bool { data != .committee || proof == .fraud }
}
