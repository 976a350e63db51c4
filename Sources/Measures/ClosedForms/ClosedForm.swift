#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Exact formulas that need no simulation; each gives nothing outside its domain.
public enum ClosedForm {
  /// The fee at which demand is `load` times capacity clears, in medians of a log-normal willingness to
  /// pay: F^-1(1 - 1/load). Nothing to pay up to a load of 1.
  public static func clearingPrice(load: Double, sigma: Double = 1.2) -> Double? {
    guard load >= 0, load.isFinite, sigma >= 0, sigma.isFinite else { return nil }
    if load <= 1 { return 0 }
    return exp(sigma * normalQuantile(1 - 1 / load))
  }

  /// Mean seconds until inclusion, where transactions come at random at `rate`, and blocks at random
  /// every `interval` take up to `batch` of them, oldest first. Nothing from full load on.
  ///
  /// The queue is geometric with the root r of λ(1 - r) = μ r (1 - r^K); W = r / ((1 - r) λ) (bulk
  /// service M/M^[K]/1, Bailey 1954).
  public static func bulkWait(rate: Double, interval: Double, batch: Double) -> Double? {
    guard rate > 0, interval > 0, batch >= 1, batch.isFinite, rate.isFinite, interval.isFinite
    else { return nil }
    let perBlock = rate * interval
    guard perBlock < batch else { return nil }
    // With u = 1 - r: r (1 - r^K) / u falls from K at u = 0 to 0 at u = 1; bisected in log u.
    var low = log(1e-18)
    var high = 0.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let u = exp(middle)
      let taken = (1 - u) * -expm1(batch * log1p(-u)) / u
      if taken > perBlock { low = middle } else { high = middle }
    }
    let u = exp((low + high) / 2)
    return (1 - u) / (u * rate)
  }

  /// The attacker's share of power that a longest chain withstands when blocks reach the others
  /// `delay` late: β = (1 - β) / (1 + (1 - β) delay/interval) (Sompolinsky and Zohar 2015; Dembo et
  /// al. 2020, arXiv:2005.10484).
  public static func longestChainTolerance(delay: Double, interval: Double) -> Double? {
    guard delay >= 0, interval > 0, delay.isFinite else { return nil }
    let x = delay / interval
    return 2 / (2 + x + (4 + x * x).squareRoot())
  }

  /// The probability that a payment finds enough money in each channel on its way, where balances are
  /// uniform: ((c + 1 - a) / (c + 1))^hops in whole sat (Pickhardt et al. 2021, arXiv:2103.08576).
  public static func pathSuccess(amount: Double, capacity: Double, hops: Double) -> Double? {
    guard amount >= 0, capacity >= 0, hops >= 0, capacity.isFinite, amount.isFinite,
      hops.isFinite
    else { return nil }
    if amount > capacity { return hops == 0 ? 1 : 0 }
    return pow((capacity + 1 - amount) / (capacity + 1), hops)
  }
}
