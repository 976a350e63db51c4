import Foundation
import Scenarios
import Testing

@testable import Lessons

struct `Proving lessons` {
  private func faults(_ text: String, of course: [String] = []) throws -> [String] {
    let lesson = try lesson(text)
    let others = try course.map { try Lesson(reading: $0, file: "other.md") }
    return Proof(of: lesson, in: Course(others + [lesson]), options: Session.Options()).faults
      .map(\.text)
  }

  @Test func `a lesson that is as it says has no faults`() throws {
    #expect(try faults(smallLesson) == [])
  }

  @Test(arguments: [
    ("41 blocks", "40 blocks", "the recorded output is not what the run prints now"),
    ("run 6 h\n", "rnu 6 h\n", "this run fails: error"),
    (
      "solution: chain big from base { block_size 32 MB }", "solution: chain big from base",
      "the solution of `make-big` does not meet `big.block_size = 32 MB`"
    ),
    (
      "solution: chain big from base { block_size 32 MB }", "solution: chain big frm base",
      "the solution of `make-big` fails"
    ),
    (
      "check: big.block_size = 32 MB\ncheck: big.block_interval = base.block_interval",
      "check: base.block_size = 1 MB", "`make-big` holds before anything is typed"
    ),
    (
      "wrong: chain huge from base { block_size 32 MB }",
      "wrong: chain big from base { block_size 32 MB }", "a wrong attempt of `make-big` passes"
    ),
    (
      "wrong: chain huge from base { block_size 32 MB }\n", "",
      "no `wrong` of `make-big` fires `miss no big`"
    ),
    (
      "hint: A chain can start from an old one.",
      "hint: Type chain big from base {block_size 32 MB}", "a hint of `make-big` before the last"
    ),
    (
      "words: chain, bitcoin, run, block_size, block_interval",
      "words: chain, bitcoin, block_size, block_interval", "`run` is used and not among the words"
    ),
    ("words: chain,", "words: plot, chain,", "`words` lists `plot`, which no run or exercise uses"),
    (
      "That was quick.",
      "That was quick, as was to be expected of a computer that does nothing else all day.",
      "the line has 83 columns; at most 78"
    ),
    ("within 5 %\nmiss", "\nmiss", ""),
    (
      "answer: base.block_interval within 5 %", "answer: base.block_interval / 7 s",
      "the answer of `q1` needs a tolerance"
    ),
    (
      "answer: base.block_interval within 5 %", "answer: nobody.height within 5 %",
      "the answer of `q1` has no value here"
    ),
    ("miss 10 s:", "miss 10 min:", "the miss `10 min` of `q1` never fires"),
  ])
  func `each promise is held against a run`(part: String, other: String, says: String) throws {
    let found = try faults(altered(part, other))
    if says.isEmpty {
      #expect(found == [])
    } else {
      #expect(found.contains { $0.hasPrefix(says) }, "\(found)")
    }
  }

  @Test func `a guess that no run answers is a fault`() throws {
    let end = smallLesson.components(separatedBy: "```ask choice")[1]
    let text = smallLesson + "\n```ask predict id=p9" + end.dropFirst(" id=q2".count)
    #expect(try faults(text).contains("no run answers the guess `p9`"))
  }

  @Test func `words of earlier lessons are known`() throws {
    let earlier = altered("lesson: small", "lesson: earlier")
    let text = altered("lesson: small", "lesson: small\nneeds: earlier")
      .replacing("words: chain, bitcoin, run, block_size, block_interval", with: "words: ")
    #expect(try faults(text, of: [earlier]) == [])
    let again = altered("lesson: small", "lesson: small\nneeds: earlier")
    #expect(try faults(again, of: [earlier]).contains("`chain` is introduced in `earlier` already"))
  }

  @Test func `promoting records what the runs print`() throws {
    let text = altered(
      "```text output\n  base: chain from bitcoin\n  6 h simulated, 41 blocks, seed 42\n```\n", "")
    let proof = Proof(of: try lesson(text), in: Course([]), options: Session.Options())
    #expect(proof.promoted == smallLesson)
    #expect(proof.faults.map(\.isAboutRecord) == [true])
  }

  @Test func `the beginning of a lesson of one's own passes`() throws {
    let text = Skeleton.text(id: "mine", title: "My: own")
    let first = try Lesson(reading: text, file: "mine.md")
    let promoted = try #require(Proof(of: first, in: Course([first]), options: .init()).promoted)
    let second = try Lesson(reading: promoted, file: "mine.md")
    #expect(Proof(of: second, in: Course([second]), options: .init()).faults == [])
  }
}
