import Terminal
import Testing

@testable import Charts

struct AttackOutlineTests {
  @Test(arguments: [(2, 12), (4, 4), (5, 4)])
  func `a tree of any size becomes a screen of lines`(count: Int, depth: Int) {
    let outline = AttackOutline(Samples.bush(count, depth: min(depth, 9)), ink: Ink(.ascii))
    #expect(outline.entries.count <= AttackOutline.mostLines)
    #expect(outline.entries.contains { $0.isClosed || $0.text.hasSuffix("not shown") })
  }

  @Test func `a part with a mark is shown even where others are not`() {
    var parts = (0..<60).map { AttackTreeChart.Node(name: "way \($0)", cost: "\($0) USD") }
    parts[47].marks = ["cheapest"]
    let outline = AttackOutline(.init(name: "goal", parts: parts), ink: Ink(.ascii))
    #expect(outline.entries.contains { $0.marks == ["cheapest"] })
    #expect(outline.entries.last?.text == "... 45 more, not shown")
  }

  @Test func `the way to a mark is shown however deep it lies`() {
    var root = Samples.bush(4, depth: 5)
    root.parts[2].parts[3].parts[1].parts[0].parts[2].marks = ["likeliest"]
    let outline = AttackOutline(root, ink: Ink(.ascii))
    #expect(outline.entries.count <= AttackOutline.mostLines)
    #expect(outline.entries.contains { $0.marks == ["likeliest"] })
  }

  @Test func `steps that differ in a number alone become one line`() {
    func step(_ name: String) -> AttackTreeChart.Node { .init(name: name, cost: "1 USD") }
    let parts = [step("key 1 asleep"), step("key 2 asleep"), step("key 12 asleep")]
    let outline = AttackOutline(.init(name: "goal", parts: parts), ink: Ink(.ascii))
    #expect(outline.entries.map(\.text) == ["goal", "key 1 to 12 asleep, each"])
    #expect(outline.entries[0].parts == 3)
  }
}
