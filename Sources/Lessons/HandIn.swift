import Foundation
import Scenarios

/// What a learner hands in of one lesson: everything that was typed, for the teacher's program to run again.
public struct HandIn: Codable, Hashable, Sendable {
  public var schema = HandIn.schema
  public var version = Session.version
  public var lesson: String
  public var name: String
  public var answers: [Answer]

  public struct Answer: Codable, Hashable, Sendable {
    /// The question or exercise.
    public var id: String
    public var text: String
    public var tries: Int
    public var hints: Int
    public var skipped: Bool
  }

  public static let schema = "trilemma.hand-in.1"

  /// More bytes than this are no hand-in.
  public static let byteLimit = 256 * 1024
  private static let answerLimit = 200

  public init(of lesson: Lesson, by name: String, record: LessonRecord) {
    self.lesson = lesson.id
    self.name = name
    answers = record.ids.compactMap { id in
      record.given[id].map {
        Answer(id: id, text: $0.text, tries: $0.tries, hints: $0.hints, skipped: $0.isSkipped)
      }
    }
  }

  /// Why a file is no hand-in.
  public struct Refusal: Error, Hashable {
    public var text: String
  }

  public init(reading bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.byteLimit else {
      throw Refusal(text: "the file is too large for a hand-in")
    }
    do {
      self = try JSONDecoder().decode(HandIn.self, from: Data(bytes))
    } catch {
      throw Refusal(text: "the file is not a hand-in of `lesson export`")
    }
    guard schema == Self.schema else {
      throw Refusal(text: "the file has another form: \(String(schema.prefix(40)))")
    }
    guard answers.count <= Self.answerLimit else {
      throw Refusal(text: "there are too many answers")
    }
    if answers.contains(where: { $0.text.utf8.count > ProgressEvent.textLimit }) {
      throw Refusal(text: "an answer is too long")
    }
  }

  /// JSON with sorted keys, so that the same answers are the same bytes.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Strings and whole numbers can always be written.
    return (try? encoder.encode(self)).map { Array($0) + [10] } ?? []
  }
}
