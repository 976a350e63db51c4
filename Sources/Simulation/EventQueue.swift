public import HeapModule
public import Quantities

/// What is still to happen, in a total order: by time, then priority, then the order of scheduling.
///
/// Scheduling and taking the next one cost O(log n). Keep events small enums of ids.
public struct EventQueue<Event: Sendable>: Sendable {
  /// An event with its place in the order.
  public struct Entry: Comparable, Sendable {
    public let time: Instant
    @usableFromInline let order: UInt64
    public let event: Event

    @inlinable init(time: Instant, order: UInt64, event: Event) {
      self.time = time
      self.order = order
      self.event = event
    }

    @inlinable public static func < (a: Entry, b: Entry) -> Bool {
      a.time.microseconds != b.time.microseconds
        ? a.time.microseconds < b.time.microseconds : a.order < b.order
    }

    @inlinable public static func == (a: Entry, b: Entry) -> Bool {
      a.time.microseconds == b.time.microseconds && a.order == b.order
    }
  }

  @usableFromInline var heap = Heap<Entry>()
  @usableFromInline var scheduled: UInt64 = 0

  @inlinable public init() {}

  @inlinable public var count: Int { heap.count }

  /// When the next event happens.
  @inlinable public var nextTime: Instant? { heap.min?.time }

  /// Adds an event; of those at one time a lower priority comes first.
  @inlinable public mutating func schedule(_ event: Event, at time: Instant, priority: UInt8 = 0) {
    let order = UInt64(priority) << 56 | (scheduled & 0x00ff_ffff_ffff_ffff)
    heap.insert(Entry(time: time, order: order, event: event))
    scheduled &+= 1
  }

  /// Takes the next event.
  @inlinable public mutating func popNext() -> Entry? { heap.popMin() }
}
