import Quantities
import Simulation
import Testing

struct EventQueueTests {
  private func drained(_ queue: EventQueue<String>) -> [String] {
    var queue = queue
    var events: [String] = []
    while let entry = queue.popNext() { events.append(entry.event) }
    return events
  }

  @Test func `events come by time`() {
    var queue = EventQueue<String>()
    for (name, time) in [("c", 3.0), ("a", 1), ("b", 2)] {
      queue.schedule(name, at: .zero + .seconds(time))
    }
    #expect(drained(queue) == ["a", "b", "c"])
  }

  @Test func `of events at one time the lower priority comes first`() {
    var queue = EventQueue<String>()
    queue.schedule("late", at: .zero, priority: 3)
    queue.schedule("early", at: .zero, priority: 1)
    #expect(drained(queue) == ["early", "late"])
  }

  @Test func `of equal events the one scheduled first comes first`() {
    var queue = EventQueue<String>()
    let names = (0..<100).map { "\($0)" }
    for name in names { queue.schedule(name, at: .zero, priority: 2) }
    #expect(drained(queue) == names)
  }

  @Test func `a copy of a queue goes its own way`() {
    var queue = EventQueue<String>()
    queue.schedule("a", at: .zero)
    let snapshot = queue
    queue.schedule("b", at: .zero)
    #expect(drained(snapshot) == ["a"])
  }
}
