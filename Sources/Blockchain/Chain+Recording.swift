import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chain {
  /// Starts the window of measurement anew.
  mutating func beginWindow(at start: Instant) {
    window = WindowTotals(start: start, producers: producers.shares.count + accounts)
    rollup?.period = Rollup.Period()
  }

  /// Records the users of a tick.
  mutating func record(arrived: Int64, dropped: Int64, at now: Instant) {
    totals.arrived &+= arrived
    totals.dropped &+= dropped
    if now >= window.start {
      window.arrived &+= arrived
      window.dropped &+= dropped
    }
    history.arrived.add(Double(arrived), at: now)
    history.backlog.record(Double(backlog), at: now)
  }

  /// Records the block that was just filled.
  mutating func recordBlock(at now: Instant, by producer: Int, expired: Int64) {
    let dollars = coin.dollarsPerUnit
    let interval = (now - previousBlockTime).seconds
    let fee = contents.medianFee.map { $0.double * dollars }
    let wait = contents.medianSubmission.map { Interval(microseconds: now.microseconds - $0) }
    lastBlock = Block(
      height: height, time: now, producer: producer, transactions: contents.count,
      bytes: contents.bytes, gas: contents.gas, isFull: contents.isFull, fee: fee, wait: wait)
    let isMeasured = now >= window.start
    if isMeasured {
      window.expired &+= expired
      window.included &+= contents.count
      window.blocks += 1
      window.production[producer] += 1
      window.feeDollars += contents.fees.double * dollars
      window.interval.add(interval)
      for charge in contents.charges {
        window.fee.add(charge.fee.double * dollars, weight: charge.count)
      }
    }
    recordLoad(at: now)
    recordWaits(at: now, measured: isMeasured)
    history.included.add(Double(contents.count), at: now)
    history.feeDollars.add(contents.fees.double * dollars, at: now)
    history.backlog.record(Double(backlog), at: now)
    history.interval.record(interval, at: now)
    if let fee { history.fee.record(fee, weight: Double(contents.count), at: now) }
    if parameters.feeMarket == .eip1559 { history.baseFee.record(baseFee, at: now) }
    if parameters.consensus == .pow { history.difficulty.record(difficulty, at: now) }
    if let capacity { history.capacity.record(capacity, at: now) }
  }

  /// Takes what was recorded of a block out of the window.
  mutating func unrecord(_ block: AppliedBlock) {
    let dollars = coin.dollarsPerUnit
    let paid = block.contents.fees.double * dollars
    let issued = coin.dollars(block.minted)
    history.included.add(-Double(block.contents.count), at: block.time)
    history.feeDollars.add(-paid, at: block.time)
    history.issuedDollars.add(-issued, at: block.time)
    guard block.time >= window.start else { return }
    window.included &-= block.contents.count
    window.blocks -= 1
    window.production[block.producer] -= 1
    window.feeDollars -= paid
    window.issuedDollars -= issued
    window.interval.remove((block.time - block.previous).seconds)
    for charge in block.contents.charges {
      window.fee.remove(charge.fee.double * dollars, weight: charge.count)
    }
    for wait in block.contents.waits {
      let seconds = Double(block.time.microseconds - wait.submitted) / 1e6
      window.inclusionTime.remove(seconds, weight: wait.count)
    }
  }

  /// Records how long the block's transactions waited, and keeps them until they are final.
  private mutating func recordWaits(at now: Instant, measured: Bool) {
    guard contents.count > 0 else { return }
    // What has no consensus of its own is final when its parent says so.
    if parameters.consensus == .central, parameters.kind.hasConsensus {
      recordAnswers(at: now, measured: measured)
      return
    }
    if measured {
      for wait in contents.waits {
        let seconds = Double(now.microseconds - wait.submitted) / 1e6
        window.inclusionTime.add(seconds, weight: wait.count)
      }
    }
    if let median = lastBlock?.wait {
      history.inclusionTime.record(
        median.seconds, weight: Double(contents.count), at: now)
    }
    unfinalized.append(
      Unfinalized.Block(height: height, epoch: checkpoints.epoch, waits: contents.waits))
  }

  /// An operator's answer comes some time after the booking, and is final after settlement.
  private mutating func recordAnswers(at now: Instant, measured: Bool) {
    let settlement = parameters.settlementTime.seconds
    for wait in contents.waits {
      let booked = Double(now.microseconds - wait.submitted) / 1e6
      forEachAnswer(of: wait.count) { chain, answer, count in
        guard measured else { return }
        chain.window.inclusionTime.add(booked + answer, weight: count)
        chain.window.finalityTime.add(booked + answer + settlement, weight: count)
      }
    }
    let answer = parameters.authorizationTime.seconds
    if let median = lastBlock?.wait {
      let weight = Double(contents.count)
      history.inclusionTime.record(median.seconds + answer, weight: weight, at: now)
      history.finalityTime.record(median.seconds + answer + settlement, weight: weight, at: now)
    }
  }

  /// Standard deviation of the logarithm of an operator's answer time (an assumption).
  private static let answerSigma = 0.3
  /// Middles of 16 equally likely parts of that distribution, over its median.
  private static let answerFactors: [Double] = (0..<16).map {
    exp(answerSigma * SpecialFunctions.normalQuantile((Double($0) + 0.5) / 16))
  }

  /// Gives each of `count` transactions an answer time: few by draws, many by equal parts.
  private mutating func forEachAnswer(
    of count: Int64, _ body: (inout Chain, Double, Int64) -> Void
  ) {
    let median = parameters.authorizationTime.seconds
    let parts = Int64(Self.answerFactors.count)
    for factor in Self.answerFactors where count >= parts {
      body(&self, median * factor, count / parts)
    }
    for _ in 0..<(count % parts) {
      body(&self, answers.logNormal(median: median, sigma: Self.answerSigma), 1)
    }
  }

  /// Counts the blocks up to a height as final.
  mutating func finalize(throughHeight final: Int64, at now: Instant) {
    finalize(unfinalized.finalize(throughHeight: final), at: now)
    post.finalize(throughHeight: final, at: now)
  }

  /// Counts the blocks up to an epoch as final.
  mutating func finalize(throughEpoch final: Int64, at now: Instant) {
    finalize(unfinalized.finalize(throughEpoch: final), at: now)
    post.finalize(throughEpoch: final, at: now)
  }

  /// Records transactions that have become final.
  private mutating func finalize(_ blocks: [Unfinalized.Block], at now: Instant) {
    for block in blocks {
      var sum = 0.0
      var count: Int64 = 0
      for wait in block.waits {
        let seconds = Double(now.microseconds - wait.submitted) / 1e6
        if now >= window.start { window.finalityTime.add(seconds, weight: wait.count) }
        sum += seconds * Double(wait.count)
        count &+= wait.count
      }
      if count > 0 {
        history.finalityTime.record(sum / Double(count), weight: Double(count), at: now)
      }
    }
  }
}
