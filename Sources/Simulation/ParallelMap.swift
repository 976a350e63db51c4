private import Dispatch
private import Synchronization

/// The results of `work` for 0 ..< count, in that order, computed on up to `threads` threads.
///
/// Each piece of work stands alone, so the results do not depend on the number of threads.
public func parallelMap<Result: Sendable>(
  count: Int, threads: Int, _ work: @Sendable (Int) -> Result
) -> [Result] {
  guard count > 1, threads > 1 else { return (0..<max(0, count)).map(work) }
  let results = Mutex([Result?](repeating: nil, count: count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      if index >= count { return }
      let result = work(index)
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}

extension Array where Element: Sendable {
  /// Changes each element in place on up to `threads` threads; what `work` returns, in order.
  ///
  /// Unlike a map it makes no second copy of large values.
  public mutating func updateInParallel<Result: Sendable>(
    threads: Int, _ work: @Sendable (inout Element) -> Result
  ) -> [Result] {
    guard count > 1, threads > 1 else { return indices.map { work(&self[$0]) } }
    return withUnsafeMutableBufferPointer { buffer in
      // Each index is taken by exactly one thread.
      nonisolated(unsafe) let elements = buffer
      return parallelMap(count: elements.count, threads: threads) { work(&elements[$0]) }
    }
  }
}
