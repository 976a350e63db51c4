import Quantities

/// Some of a letter that got into the present block, and what each of them paid.
struct Delivery: Sendable {
  var letter: Letter
  var count: Int64
  var fee: Int128
}

extension Chain {
  /// Fills a block with transactions of users and of other systems, those first that pay most for the
  /// room that they take.
  ///
  /// - Returns: what other systems got in; its fees are still to be moved.
  mutating func fill(_ room: BlockSpace, closed: Instant) -> [Delivery] {
    let terms = terms(at: closed)
    guard !post.waiting.isEmpty else {
      mempool.fill(room, on: terms, into: &contents)
      return []
    }
    var letters: [(letter: Letter, position: Double)] = post.takeWaiting().map {
      ($0, mempool.scale.position(pledge(of: $0).double / share(of: $0)))
    }
    letters.sort { $0.position > $1.position }
    var room = room
    var deliveries: [Delivery] = []
    var blobRoom = parameters.blobs.most
    for (letter, position) in letters {
      // Users who pay as much go before one who agreed on a price long ago and cannot add to it.
      let above = FeeScale.fold(position) + (letter.offer == nil ? 1 : 0)
      if above < FeeScale.classes { fill(&room, terms, from: above) }
      let fee = fee(of: letter)
      var n = letter.submitted <= closed && fee <= letter.bid ? letter.count : 0
      if n > 0 {
        n = min(n, Self.times(room.bytes, letter.bytes), Self.times(room.gas, letter.gas))
        if letter.blobs > 0 { n = min(n, blobRoom / letter.blobs) }
        if n < letter.count { contents.isFull = true }
        n = min(n, affordable(fee, letter.effect), releasable(letter))
      }
      if n > 0 {
        if room.bytes != .max { room.bytes -= n * letter.bytes }
        if room.gas != .max { room.gas -= n * letter.gas }
        blobRoom -= n * letter.blobs
        bought.bytes += n * letter.bytes
        bought.gas += n * letter.gas
        bought.blobs += n * letter.blobs
        bought.fees += fee * Int128(n)
        deliveries.append(Delivery(letter: letter, count: n, fee: fee))
        move(letter.effect, times: n, for: letter.sender)
      }
      if n < letter.count {
        var rest = letter
        rest.count -= n
        post.add(rest)
      }
    }
    fill(&room, terms, from: 0)
    return deliveries
  }

  /// Lets users in down to a class of fees.
  private mutating func fill(_ room: inout BlockSpace, _ terms: InclusionTerms, from fold: Int) {
    var terms = terms
    terms.lowestClass = max(terms.lowestClass, fold)
    terms.funds = spendable - contents.fees - bought.fees
    let (bytes, gas) = (contents.bytes, contents.gas)
    mempool.fill(room, on: terms, into: &contents)
    if room.bytes != .max { room.bytes -= contents.bytes - bytes }
    if room.gas != .max { room.gas -= contents.gas - gas }
  }

  /// How often something fits into a room.
  private static func times(_ room: Int64, _ each: Int64) -> Int64 {
    room == .max || each <= 0 ? .max : max(0, room / each)
  }

  /// How many transactions users can pay for, with what they lock.
  private func affordable(_ fee: Int128, _ effect: Letter.Effect) -> Int64 {
    var each = fee
    if case .lock(let units) = effect { each += units }
    return Int64(clamping: (spendable - contents.fees - bought.fees) / max(1, each))
  }

  /// How often the escrow of the sender can pay what a letter releases; the others wait.
  private func releasable(_ letter: Letter) -> Int64 {
    guard case .release(let units) = letter.effect, units > 0 else { return .max }
    return Int64(clamping: ledger.escrow(of: letter.sender).units / units)
  }

  private mutating func move(_ effect: Letter.Effect, times n: Int64, for sender: Int) {
    switch effect {
    case .none: break
    case .lock(let units): ledger.lock(Amount(units: units * Int128(n)), for: sender)
    case .release(let units): ledger.lock(Amount(units: -units * Int128(n)), for: sender)
    }
  }

  /// Moves the fees of what other systems got into the present block.
  mutating func settle(_ deliveries: [Delivery], at now: Instant, for producer: Int) {
    post.noteBlobs(of: deliveries)
    for delivery in deliveries {
      let n = Int128(delivery.count)
      var destroyed = delivery.letter.blobs > 0 ? blobFee(of: delivery.letter) : 0
      if parameters.feeMarket == .eip1559, parameters.baseFeeBurned {
        destroyed += coin.units(gas: delivery.letter.gas, attos: baseFeeAttos)
      }
      destroyed = min(destroyed, delivery.fee)
      ledger.collect(
        fees: Amount(units: delivery.fee * n), burning: Amount(units: destroyed * n), for: producer)
      burned += destroyed * n
      post.include(
        delivery.count, of: delivery.letter, fee: delivery.fee, height: height,
        epoch: checkpoints.epoch, at: now)
    }
  }

  /// Takes back what other systems got into the block that is being undone.
  mutating func returnLetters(ofBlock block: AppliedBlock) {
    for landed in post.undo(above: height - 1, at: block.time) {
      let n = landed.letter.count
      switch landed.letter.effect {
      case .none: break
      case .lock(let units):
        ledger.lock(Amount(units: -units * Int128(n)), for: landed.letter.sender)
      case .release(let units):
        ledger.lock(Amount(units: units * Int128(n)), for: landed.letter.sender)
      }
    }
  }

  // MARK: Prices

  /// Base units that a transaction of another system would pay in a block now.
  func fee(of letter: Letter) -> Int128 {
    let blobs =
      (letter.blobs > 0 ? blobFee(of: letter) : 0)
      + (rollup == nil ? 0 : parentShare(bytes: letter.bytes))
    switch parameters.feeMarket {
    case .eip1559:
      let attos = baseFeeAttos + Attos.of(coins: parameters.priorityFee)
      return coin.units(gas: letter.gas, attos: attos) + blobs
    case .posted: return coin.amount(coins: parameters.postedFee).units + blobs
    case .firstPrice:
      let least = coin.amount(coins: parameters.minimumRelayFee * Double(letter.bytes)).units
      // Who can wait no longer outbids what a block took last by a quarter.
      let usual = Int128(nearest: (estimate.rate * share(of: letter) * 1.25).rounded(.up))
      return max(least, letter.offer ?? min(usual, letter.bid)) + blobs
    }
  }

  private func blobFee(of letter: Letter) -> Int128 {
    let gas = letter.blobs * BlobMarket.blobGas
    return coin.units(gas: gas, attos: blobs.fee(parameters.blobs))
  }

  /// What decides when a letter gets its turn: what it would pay at most where all pay the same, otherwise
  /// what it pays.
  private func pledge(of letter: Letter) -> Int128 {
    parameters.feeMarket == .firstPrice ? fee(of: letter) : letter.bid
  }

  /// The largest part of a block that a transaction of another system takes.
  private func share(of letter: Letter) -> Double {
    let parts = [
      parameters.blockSize.map { Double(letter.bytes) / max(1, Double($0)) },
      parameters.effectiveGasLimit.map { Double(letter.gas) / max(1, Double($0)) },
    ]
    return max(1e-12, parts.compactMap { $0 }.max() ?? Double(letter.bytes) / 1e6)
  }

  /// Gas of a transaction that carries other systems' data: calldata at its price per byte, and where it is
  /// mostly data at least the floor (EIP-2028, EIP-7623).
  func gas(execution: Int64, calldata bytes: Int64) -> Int64 {
    max(execution + bytes * parameters.calldataGas, 21_000 + bytes * parameters.calldataFloor)
  }
}
