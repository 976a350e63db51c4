import Quantities
import Simulation

/// A channel on its way back to the parent.
struct ChannelClosing: Sendable {
  /// Its place; -1 for an application.
  var channel: Int
  /// The side that publishes: 0 or 1.
  var closer: Int
  /// Payments that are claimed one by one.
  var claims: Int64 = 0
  /// Base units: of each of those, of the other side at once, of the closer after its delay.
  var claim: Int128 = 0
  var remote: Int128 = 0
  var local: Int128 = 0
  /// What justice takes: everything.
  var whole: Int128 = 0
  /// The parent's block that holds the last state.
  var confirmed: Int64?
  /// Which papers have been sent.
  var hasAnswered = false
  var hasSwept = false
  var crime: ChannelCrime?
}

extension Chain {
  /// What channels send to their parent; the token holds which, and for what.
  enum Paper: Int64 {
    case commitment, remote, sweep, claim, justice, splice, mutualClose, opening

    func token(_ index: Int) -> Int64 { Int64(index) << 3 | rawValue }

    init(token: Int64) { self = Paper(rawValue: token & 7) ?? .commitment }
  }

  /// Sends a paper to the parent.
  mutating func post(
    _ paper: Paper, _ index: Int, _ size: ChannelWeights.Size, count: Int64 = 1,
    effect: Letter.Effect = .none, offer: Int128? = nil, bid: Int128 = Letter.anyPrice,
    at now: Instant
  ) {
    guard count > 0 else { return }
    send(
      Letter(
        token: paper.token(index), count: count, bytes: size.bytes, gas: size.gas, bid: bid,
        offer: offer, effect: effect), at: now)
  }

  /// Lets one side close a channel alone.
  mutating func forceClose(
    _ channel: Int, by side: Int, crime: ChannelCrime? = nil, offer: Int128? = nil, at now: Instant
  ) {
    guard let network = channels, network.states[channel] == .open else { return }
    let held = Int64(network.pending[2 * channel] + network.pending[2 * channel + 1])
    channels?.set(channel, to: .closing)
    channels?.closings.append(ChannelClosing(channel: channel, closer: side, crime: crime))
    post(
      .commitment, network.closings.count, ChannelWeights.commitment(held: held), offer: offer,
      at: now)
  }

  mutating func followParent(ofChannels receipts: [Receipt], at now: Instant) {
    guard channels != nil else { return }
    settlePayments(at: now)
    for receipt in receipts { take(receipt, at: now) }
    closeOverdue(at: now)
    giveUpStuck(at: now)
    followCrimes(at: now)
  }

  private mutating func take(_ receipt: Receipt, at now: Instant) {
    let index = Int(receipt.token >> 3)
    let paper = Paper(token: receipt.token)
    switch receipt.event {
    case .included:
      count(receipt, +1, at: now)
      move(paper, index, receipt.count)
      if isTold { tell(of: paper, index, receipt) }
      if paper == .commitment { confirm(index, receipt, at: now) }
    case .undone:
      count(receipt, -1, at: now)
      move(paper, index, -receipt.count)
      if paper == .commitment { channels?.closings[index].confirmed = nil }
    case .final: settle(paper, index, at: now)
    }
    noteCrime(paper, index, receipt, at: now)
  }

  /// Notes what a paper that is in a block says.
  private mutating func tell(of paper: Paper, _ index: Int, _ receipt: Receipt) {
    let place = "in block \(receipt.height)"
    func name(_ channel: Int) -> String {
      channel < 0 ? "the application" : "channel \(channel + 1)"
    }
    switch paper {
    case .opening: tell(.channels, "\(name(index)) opened \(place)")
    case .mutualClose: tell(.channels, "\(name(index)) closed by agreement \(place)")
    case .splice: tell(.channels, "a channel filled up \(place)")
    case .commitment, .remote, .sweep, .claim, .justice:
      guard let closing = channels?.closings[index] else { return }
      let name = name(closing.channel)
      let isBreach = closing.crime?.kind == .revokedState
      switch paper {
      case .commitment where isBreach:
        tell(.breaches, "an old state of \(name) published \(place)")
      case .commitment: tell(.channels, "\(name) closed by one side \(place)")
      case .justice:
        tell(.breaches, "breach punished \(place): the victim takes all of \(name)")
      case .sweep where isBreach: tell(.breaches, "the old state of \(name) stands \(place)")
      case .claim:
        tell(
          .withdrawals,
          "\(counted(receipt.count, "payment", "payments")) of \(name) claimed \(place)")
      default: tell(.withdrawals, "money of \(name) paid out \(place)")
      }
    }
  }

  /// Books what the parent gave back or took for some papers.
  private mutating func move(_ paper: Paper, _ index: Int, _ count: Int64) {
    let n = Int128(count)
    var channel = index
    var released: Int128 = 0
    switch paper {
    case .commitment, .splice: return
    case .remote, .sweep, .claim, .justice:
      guard let closing = channels?.closings[index] else { return }
      channel = closing.channel
      released =
        switch paper {
        case .remote: closing.remote
        case .sweep: closing.local
        case .claim: closing.claim
        default: closing.whole
        }
    case .mutualClose: released = channels?.unitsOf(index) ?? 0
    case .opening: released = -(channels?.unitsOf(index) ?? 0)
    }
    channels?.booked -= released * n
    if channel < 0 {
      channels?.application?.outstanding -= released * n
    } else {
      channels?.outstanding[channel] -= released * n
      let isEmpty = channels?.outstanding[channel] == 0
      if isEmpty, channels?.states[channel] == .closing, paper != .mutualClose {
        channels?.set(channel, to: .closed)
      } else if channels?.states[channel] == .closed, released * n < 0 {
        channels?.set(channel, to: .closing)
      }
    }
  }

  /// Counts a transaction on the parent and what was paid for it.
  private mutating func count(_ receipt: Receipt, _ sign: Int64, at now: Instant) {
    guard receipt.at >= window.start else { return }
    let n = sign * receipt.count
    window.channels.papers += n
    window.channels.paperDollars += receipt.fee.double * coin.dollarsPerUnit * Double(n)
  }

  /// A last state is in a block: what it gives to each becomes theirs, by further transactions.
  private mutating func confirm(_ index: Int, _ receipt: Receipt, at now: Instant) {
    channels?.closings[index].confirmed = receipt.height
    if channels?.closings[index].channel == -1 {
      confirmSubmission(index, at: now)
      return
    }
    guard var closing = channels?.closings[index], !closing.hasAnswered, closing.channel >= 0,
      let network = channels
    else { return }
    closing.hasAnswered = true
    let c = closing.channel
    let far = 2 * c + (1 - closing.closer)
    closing.whole = network.outstanding[c]
    closing.remote = min(closing.whole, network.scale.units(network.balances[far]))
    let crime = closing.crime
    if let crime, crime.kind == .revokedState {
      closing.remote = max(0, closing.remote - crime.gain)
    }
    closing.claims = Int64(network.pending[2 * c] + network.pending[2 * c + 1])
    let held = min(closing.whole - closing.remote, network.scale.units(network.held[c]))
    if closing.claims > 0 { closing.claim = held / Int128(closing.claims) }
    closing.local = closing.whole - closing.remote - closing.claim * Int128(closing.claims)
    let isCaught = crime.map { $0.kind == .revokedState && $0.victimIsThere } ?? false
    closing.hasSwept = isCaught
    channels?.closings[index] = closing
    if isCaught {
      post(
        .justice, index, ChannelWeights.justice, effect: .release(closing.whole), at: now)
      return
    }
    if closing.remote > 0 {
      post(.remote, index, ChannelWeights.sweep, effect: .release(closing.remote), at: now)
    }
    if closing.claims > 0 {
      let size = crime?.kind == .floodAndLoot ? ChannelWeights.claim : ChannelWeights.timeout
      // A claim is not worth more than what it claims.
      post(
        .claim, index, size, count: closing.claims, effect: .release(closing.claim),
        offer: crime?.offer(size), bid: max(1, closing.claim), at: now)
    }
  }

  /// Lets those who closed alone take their own after the delay.
  private mutating func closeOverdue(at now: Instant) {
    guard let network = channels, !network.closings.isEmpty else { return }
    let height = parent?.height ?? 0
    for (index, closing) in network.closings.enumerated()
    where !closing.hasSwept && closing.hasAnswered {
      guard let confirmed = closing.confirmed,
        height >= confirmed + Int64(parameters.channels.toSelfDelay)
      else { continue }
      channels?.closings[index].hasSwept = true
      guard closing.local > 0 else { continue }
      post(.sweep, index, ChannelWeights.sweep, effect: .release(closing.local), at: now)
    }
  }

  /// Takes payments to the parent whose time is over.
  private mutating func giveUpStuck(at now: Instant) {
    guard let network = channels, !network.stuck.isEmpty else { return }
    let height = parent?.height ?? 0
    channels?.stuck.removeAll { $0.expiry <= height }
    for payment in network.stuck where payment.expiry <= height {
      for hop in payment.hops {
        let arc = Int(hop.arc)
        let away = network.search.away
        guard !away.isEmpty, away[Int(network.graph.ends[arc])],
          !away[Int(network.graph.source(of: hop.arc))]
        else { continue }
        forceClose(arc / 2, by: arc & 1, at: now)
      }
      channels?.resolve(payment, arrives: false)
    }
  }

  /// What happens once a paper cannot be undone any more.
  private mutating func settle(_ paper: Paper, _ index: Int, at now: Instant) {
    switch paper {
    case .splice:
      guard let splice = channels?.splices[index] else { return }
      channels?.fulfil(splice.amount, over: splice.arc)
      channels?.isLow[Int(splice.arc ^ 1)] = false
    case .mutualClose:
      channels?.set(index, to: .opening)
      post(
        .opening, index, ChannelWeights.opening,
        effect: .lock(channels?.unitsOf(index) ?? 0), at: now)
    case .opening:
      let opener = channels?.events.index(below: 2) ?? 0
      channels?.refill(index, opener: Int32(2 * index + opener))
      channels?.set(index, to: .open)
    case .commitment, .remote, .sweep, .claim, .justice: break
    }
  }
}
