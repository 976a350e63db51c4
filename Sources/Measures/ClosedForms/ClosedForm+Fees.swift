import Blockchain

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ClosedForm {
  /// The base fee after so many full blocks at twice the target, in the unit of `start`, which is
  /// counted in 10^-9 of it as gwei are in wei (EIP-1559, in integers).
  public static func baseFee(afterFullBlocks blocks: Double, start: Double = 1) -> Double? {
    guard isCount(blocks), blocks <= 400, start >= 0, start <= 1e12,
      // 128 bits hold what comes out.
      log(start * 1e9 + 1) + blocks * log(1.125) < log(1e35)
    else { return nil }
    var wei = Int128((start * 1e9).rounded())
    for _ in 0..<Int(blocks) { wei = nextBaseFee(wei, gasUsed: 2, gasTarget: 1) }
    return Double(wei) / 1e9
  }

  /// The most that a sandwich around a swap of `victim` in a constant-product pool with `pool` of the
  /// same money gains, where the victim takes a loss of `slippage` and each swap pays `fee`.
  ///
  /// The attacker buys before the victim, up to the point where the victim's limit just holds, and sells
  /// after. Without a fee that point is a = (-(2x + v) + √(v² + 4x(x + v)/(1 - s))) / 2.
  public static func sandwichProfit(
    victim v: Double, pool x: Double, slippage s: Double, fee: Double
  ) -> Double? {
    guard v >= 0, x > 0, s >= 0, s < 1, fee >= 0, fee < 1, v.isFinite, x.isFinite
    else { return nil }
    let pool = Pool(money: x, goods: x, kept: 1 - fee)
    let quoted = pool.bought(for: v)
    var low = 0.0
    var high = x
    while pool.after(buying: high).bought(for: v) > (1 - s) * quoted && high < x * 1e9 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let held = pool.after(buying: middle).bought(for: v) >= (1 - s) * quoted
      if held { low = middle } else { high = middle }
    }
    return max(0, bestProfit(pool, victim: v, upTo: low))
  }

  /// The greatest profit of a front run up to a size, by ternary search on a concave function.
  private static func bestProfit(_ pool: Pool, victim: Double, upTo most: Double) -> Double {
    var low = 0.0
    var high = most
    for _ in 0..<200 {
      let a = low + (high - low) / 3
      let b = high - (high - low) / 3
      if pool.sandwichGain(a, victim) < pool.sandwichGain(b, victim) { low = a } else { high = b }
    }
    return max(pool.sandwichGain(most, victim), pool.sandwichGain((low + high) / 2, victim))
  }

  /// A constant-product pool that keeps a part of each payment out of the exchange.
  private struct Pool {
    var money: Double
    var goods: Double
    let kept: Double

    func bought(for payment: Double) -> Double {
      goods * payment * kept / (money + payment * kept)
    }

    func after(buying payment: Double) -> Pool {
      Pool(money: money + payment, goods: goods - bought(for: payment), kept: kept)
    }

    func sandwichGain(_ front: Double, _ victim: Double) -> Double {
      let held = bought(for: front)
      let later = after(buying: front).after(buying: victim)
      let back = later.money * held * kept / (later.goods + held * kept)
      return back - front
    }
  }
}
