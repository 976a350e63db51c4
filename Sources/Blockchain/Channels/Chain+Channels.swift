import Quantities
import Simulation

extension Chain {
  mutating func openChannels(at now: Instant) {
    guard let parent else { return }
    let p = parameters.channels
    var network: ChannelNetwork
    if p.purpose == .application {
      // The parties of an application share one channel and no routes.
      var rules = p
      rules.topology = .pair
      rules.snapshot = nil
      network = ChannelNetwork(rules, coin: coin, funds: .zero, seed: seed, name: name)
      let most = parent.funds.units / Int128(p.parties)
      let deposit = min(most, coin.amount(coins: p.capacity / Double(p.parties)).units)
      network.application = StateChannel(parties: p.parties, deposit: deposit)
      network.booked = deposit * Int128(p.parties)
      network.set(0, to: .closed)
    } else {
      network = ChannelNetwork(p, coin: coin, funds: parent.funds, seed: seed, name: name)
    }
    network.flagsLows = p.rebalance != .off
    channels = network
  }

  var channelEscrow: Amount { Amount(units: channels?.booked ?? 0) }

  var channelFault: String? { channels?.fault(escrow: parent?.escrow.units ?? 0) }

  /// The same, looking at every channel.
  var wholeChannelFault: String? {
    channels?.fault(escrow: parent?.escrow.units ?? 0, everywhere: true)
  }

  /// What happens each second whether somebody pays or not.
  mutating func passChannels(at now: Instant) {
    guard channels != nil else { return }
    followAbsence(at: now)
    settlePayments(at: now)
    renewChannels(at: now)
    rebalance(at: now)
    guard let channels else { return }
    if channels.openCount > 0 {
      history.depleted.record(
        Double(channels.depletedCount) / Double(channels.openCount), at: now)
    }
    history.locked.record(coin.dollars(Amount(units: channels.booked)), at: now)
    self.channels?.touched.removeAll(keepingCapacity: true)
  }

  /// Fees, patience and habits act at once; the shape of a network that runs stays.
  mutating func adoptChannels(from old: ChainParameters, at now: Instant) {
    let (new, was) = (parameters.channels, old.channels)
    parameters.channels.nodes = was.nodes
    parameters.channels.channelsPerNode = was.channelsPerNode
    parameters.channels.topology = was.topology
    parameters.channels.capacity = was.capacity
    parameters.channels.capacitySigma = was.capacitySigma
    parameters.channels.balances = was.balances
    parameters.channels.snapshot = was.snapshot
    parameters.channels.reserve = was.reserve
    parameters.channels.purpose = was.purpose
    parameters.channels.parties = was.parties
    guard var network = channels else { return }
    channels = nil
    if new.baseFee != was.baseFee || new.feeRate != was.feeRate {
      let states = network.states
      network.graph.charge(
        base: network.scale.grains(coins: new.baseFee),
        rate: Int64(min(max(new.feeRate, 0), 1e6).rounded())
      ) { states[$0] == .open }
    }
    if new.merchants != was.merchants {
      network.seatMerchants(new.merchants, seed: seed, name: name)
    }
    if new.rebalance != was.rebalance {
      network.flagsLows = new.rebalance != .off
      network.lows = []
      for arc in network.isLow.indices { network.isLow[arc] = false }
      if network.flagsLows {
        for arc in network.isLow.indices { network.flagIfLow(Int32(arc)) }
      }
    }
    channels = network
  }

  /// Sends nodes away, or lets them return, as outages say.
  mutating func followAbsence(at now: Instant) {
    guard let away = channels?.awayShare, away != offlineShare else { return }
    channels?.sendAway(offlineShare)
    guard let waiting = channels?.stuck, !waiting.isEmpty else { return }
    channels?.stuck = []
    for payment in waiting {
      if channels?.waits(payment) == true {
        channels?.stuck.append(payment)
      } else {
        finish(payment, at: now)
      }
    }
  }

  /// Lets every payment arrive whose time has come.
  mutating func settlePayments(at now: Instant) {
    while let due = channels?.flights.nextTime, due <= now {
      guard var payment = channels?.flights.popNext()?.event else { return }
      if channels?.waits(payment) == true {
        payment.expiry = (parent?.height ?? 0) + Int64(parameters.channels.expiryDelta)
        channels?.stuck.append(payment)
      } else {
        finish(payment, at: payment.due)
      }
    }
  }

  /// Lets a payment arrive and counts it.
  mutating func finish(_ payment: HeldPayment, at now: Instant) {
    channels?.resolve(payment, arrives: true)
    count(payment, at: now)
  }

  /// Counts a payment that has arrived.
  mutating func count(_ payment: HeldPayment, at now: Instant) {
    let isMeasured = now >= window.start
    let n = payment.count
    let count = Double(n)
    if payment.isCircular {
      if isMeasured { window.channels.rebalanceDollars += payment.fee * count }
      return
    }
    let seconds = (now - payment.submitted).seconds
    history.included.add(count, at: now)
    history.feeDollars.add(payment.fee * count, at: now)
    history.fee.record(payment.fee, weight: count, at: now)
    history.inclusionTime.record(seconds, weight: count, at: now)
    history.finalityTime.record(seconds, weight: count, at: now)
    guard isMeasured else { return }
    window.included &+= n
    window.channels.arrived &+= n
    window.channels.volume += payment.worth * count
    let hops = Int64(max(1, payment.hops.count))
    window.channels.hops &+= hops * n
    window.channels.hopSeconds += Double(hops * n) * (payment.due - payment.submitted).seconds
    window.feeDollars += payment.fee * count
    window.fee.add(payment.fee, weight: n)
    window.inclusionTime.add(seconds, weight: n)
    window.finalityTime.add(seconds, weight: n)
  }
}
