import Quantities

/// Waiting transactions that were submitted at one moment with one bid.
struct Cohort: Hashable, Sendable {
  /// Microseconds since time zero.
  var submitted: Int64
  var count: Int64
  /// Base units that each would pay at most (first price: pays).
  var bid: Int128

  /// Both as one, with mean time and mean bid.
  func joined(with other: Cohort) -> Cohort {
    let total = count + other.count
    let part = Double(other.count) / Double(total)
    let later = Int64((Double(other.submitted - submitted) * part).rounded())
    let more = (other.bid - bid).double * part
    return Cohort(
      submitted: submitted + later, count: total, bid: Int128(nearest: bid.double + more))
  }
}

/// Cohorts of one lane and class, oldest first; at most 256, beyond which neighbours merge.
struct CohortQueue: Sendable {
  static let limit = 256
  var items: [Cohort] = []

  /// Adds a cohort at its place in time; equals merge exactly.
  mutating func insert(_ cohort: Cohort) {
    var place = items.count
    while place > 0 && items[place - 1].submitted > cohort.submitted { place -= 1 }
    if place > 0 && items[place - 1].submitted == cohort.submitted
      && items[place - 1].bid == cohort.bid
    {
      items[place - 1].count += cohort.count
      return
    }
    if place == items.count {
      items.append(cohort)
    } else {
      items.insert(cohort, at: place)
    }
    if items.count > Self.limit { mergePairs() }
  }

  private mutating func mergePairs() {
    var kept = 0
    var i = 0
    while i < items.count {
      items[kept] = i + 1 < items.count ? items[i].joined(with: items[i + 1]) : items[i]
      kept += 1
      i += 2
    }
    items.removeLast(items.count - kept)
  }
}
