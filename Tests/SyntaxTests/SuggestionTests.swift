import Syntax
import Testing

struct SuggestionTests {
  private let words = ["plot", "print", "run", "repeat", "throughput", "tree", "compare"]

  @Test(arguments: [
    ("plt", "plot"), ("PLOT", "plot"), ("polt", "plot"), ("troughput", "throughput"),
    ("trhoughptu", "throughput"), ("runn", "run"), ("comprae", "compare"),
  ])
  func `the nearest word is found`(word: String, expected: String) {
    #expect(Suggestion.nearest(to: word, among: words) == expected)
  }

  @Test(arguments: ["foo", "plxxt", "", "x", "throug", "p"])
  func `a word too far from all others stays alone`(word: String) {
    #expect(Suggestion.nearest(to: word, among: words) == nil)
  }

  @Test func `two words equally near give none`() {
    #expect(Suggestion.nearest(to: "bass", among: ["base", "bask"]) == nil)
    #expect(Suggestion.nearest(to: "base", among: ["bask", "base", "bast"]) == "base")
  }
}
