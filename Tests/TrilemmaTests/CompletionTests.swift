import Testing

@testable import LineEditor

/// What Tab does with candidates, without a terminal.
struct CompletionTests {
  private func step(_ words: [String], start: Int, before text: String) -> Completion.Step {
    Completion(start: start, candidates: words.map { .init($0, group: "words") })
      .step(before: text)
  }

  @Test func `no candidate does nothing`() {
    #expect(step([], start: 0, before: "x") == .nothing)
  }

  @Test func `the only candidate replaces the word`() {
    #expect(step(["plot"], start: 0, before: "PL") == .replace(2, with: "plot"))
    #expect(step(["backlog"], start: 5, before: "plot ba") == .replace(2, with: "backlog"))
  }

  @Test func `a word that is complete stays`() {
    #expect(step(["plot"], start: 0, before: "plot") == .nothing)
  }

  @Test func `a longer common beginning is put in`() {
    let words = ["block_size", "block_interval"]
    #expect(step(words, start: 0, before: "bl") == .replace(2, with: "block_"))
    #expect(
      step(words, start: 0, before: "block_")
        == .list(words.map { .init($0, group: "words") }))
  }

  @Test func `lengths count characters, not bytes`() {
    #expect(step(["grünlich"], start: 3, before: "é grü") == .replace(3, with: "grünlich"))
  }

  @Test(arguments: [-5, 0, 99])
  func `a start outside the text harms nothing`(start: Int) {
    #expect(step(["plot", "print"], start: start, before: "") == .replace(0, with: "p"))
  }

  @Test func `few candidates stand in columns that fill downwards`() {
    let words = ["at", "bars", "chain", "compare", "every"]
    let list = CandidateList(candidates: words.map { .init($0, group: "") })
    #expect(list.lines(width: 30) == ["  at       chain    every", "  bars     compare"])
    #expect(list.lines(width: 1) == words.map { "  " + $0 })
  }

  @Test func `many candidates are counted by group`() {
    let candidates =
      (1...40).map { Completion.Candidate("metric_\($0)", group: "metrics") }
      + [Completion.Candidate("min", group: "units")]
    #expect(
      CandidateList(candidates: candidates).lines(width: 40) == [
        "  metrics 40: metric_1, metric_2, ...", "  units 1: min",
        "  41 words fit here; a letter or two narrows them",
      ])
  }

  @Test func `thirty are few`() {
    let candidates = (1...30).map { Completion.Candidate("w\($0)", group: "g") }
    #expect(!CandidateList(candidates: candidates).lines(width: 80).joined().contains("narrows"))
  }
}
