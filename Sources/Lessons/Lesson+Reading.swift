extension Lesson {
  /// More bytes than this are no lesson.
  public static let byteLimit = 1_000_000

  /// - Throws: everything that is wrong with the form of the file; whether its answers are right is
  ///   what `Proof` finds out.
  public init(reading text: String, file: String) throws(LessonFaults) {
    guard text.utf8.count <= Self.byteLimit else {
      throw LessonFaults(
        file: file, faults: [LessonFault("the file is too large for a lesson", line: 1)])
    }
    // Editors elsewhere end lines with CR LF, and begin files with a byte order mark.
    let text = text.replacing("\r\n", with: "\n")
    let lines = (text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var reader = LessonReader(lines: lines)
    reader.read()
    guard let front = reader.front, reader.faults.isEmpty else {
      throw LessonFaults(file: file, faults: reader.faults.sorted { $0.line < $1.line })
    }
    self.init(front: front, pieces: reader.pieces, file: file, lines: lines)
  }
}

/// Reads a lesson from its lines, as far as that is possible.
struct LessonReader {
  let lines: [String]
  var front: FrontMatter?
  var pieces: [Lesson.Piece] = []
  var faults: [LessonFault] = []
  private var ids: Set<String> = []

  init(lines: [String]) { self.lines = lines }

  mutating func read() {
    guard lines.first?.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" })
    else {
      faults.append(
        LessonFault("a lesson begins with `---`, its front matter, and `---` again", line: 1))
      return
    }
    do {
      front = try FrontMatter(
        reading: lines[1..<end].joined(separator: "\n"), line: 2)
    } catch {
      faults += error.faults
    }
    let parts = DocumentPart.parts(of: lines, from: end + 1)
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let text, _): add(prose: text)
      case .fence(let fence): take(fence, at: index, of: parts)
      }
    }
    if pieces.isEmpty { faults.append(LessonFault("there is nothing to read", line: end + 1)) }
  }

  private mutating func take(
    _ fence: DocumentPart.Fence, at index: Int, of parts: [DocumentPart]
  ) {
    if !fence.isClosed {
      faults.append(LessonFault("this block is not closed with ```", line: fence.line))
    }
    switch fence.words.prefix(2) {
    case ["tri", "run"]: addRun(fence, next: index + 1 < parts.count ? parts[index + 1] : nil)
    case ["text", "output"]:
      if index == 0 || !parts[index - 1].isRun {
        faults.append(
          LessonFault("a recorded output stands directly after its `tri run`", line: fence.line))
      }
    case ["note", "teacher"]: pieces.append(.note(fence.body.joined(separator: "\n").trimmed))
    default:
      switch fence.words.first {
      case "ask": addQuestion(fence)
      case "try": addExercise(fence)
      default: add(prose: fence.written)
      }
    }
  }

  /// Text goes on in one piece until an active block or the next section.
  private mutating func add(prose text: [String]) {
    var section: [String] = []
    func close(_ pieces: inout [Lesson.Piece]) {
      let text = section.joined(separator: "\n")
      section = []
      guard !text.trimmed.isEmpty else { return }
      if case .prose(let before)? = pieces.last, !text.hasPrefix("## ") {
        pieces[pieces.count - 1] = .prose(before + "\n" + text)
      } else {
        pieces.append(.prose(text))
      }
    }
    let isFence = text.first?.hasPrefix("```") == true
    for line in text {
      if !isFence, line.hasPrefix("## ") { close(&pieces) }
      if section.isEmpty, line.trimmed.isEmpty {
        // A blank line before the text keeps it apart from what it follows.
        if case .prose? = pieces.last {} else { continue }
      }
      section.append(line)
    }
    close(&pieces)
  }

  private mutating func addRun(_ fence: DocumentPart.Fence, next: DocumentPart?) {
    // From 0, the line behind the closing backquotes.
    let end = fence.line + fence.body.count + 1
    var run = Lesson.Run(
      code: fence.body.joined(separator: "\n"), output: nil, line: fence.line,
      outputLines: end..<end)
    if case .fence(let output)? = next, output.words == ["text", "output"] {
      run.output = output.body.map { $0 + "\n" }.joined()
      run.outputLines = output.line..<(output.line + output.body.count)
    }
    if run.code.trimmed.isEmpty {
      faults.append(LessonFault("this run is empty", line: fence.line))
    }
    pieces.append(.run(run))
  }

  /// The block's `id=…`, which has to be its own.
  private mutating func id(of fence: DocumentPart.Fence) -> String {
    guard let word = fence.words.first(where: { $0.hasPrefix("id=") }), word.count > 3 else {
      faults.append(LessonFault("this block needs a name, as in `id=q1`", line: fence.line))
      return ""
    }
    let id = String(word.dropFirst(3))
    if !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) {
      faults.append(
        LessonFault("`\(id)` takes letters, digits and hyphens only", line: fence.line))
    }
    if !ids.insert(id).inserted {
      faults.append(LessonFault("`\(id)` names two blocks", line: fence.line))
    }
    return id
  }

  private mutating func require(_ isThere: Bool, _ text: String, _ fence: DocumentPart.Fence) {
    if !isThere { faults.append(LessonFault(text, line: fence.line)) }
  }
}

extension LessonReader {
  private mutating func addQuestion(_ fence: DocumentPart.Fence) {
    let id = id(of: fence)
    let form = fence.words.dropFirst().first ?? ""
    let block = BlockFields(fence, keys: ["- ", "* ", "hint", "answer", "because", "miss"])
    check(block, fence, words: 3)
    let options = block.fields.filter { $0.key == "- " || $0.key == "* " }.map(Self.option)
    require(!block.text.isEmpty, "this question asks nothing", fence)
    let kind: Question.Kind
    switch form {
    case "choice":
      require(options.count > 1, "a choice needs two options or more: `- …` and `* …`", fence)
      require(
        options.count(where: \.isRight) == 1, "a choice has one right option, marked with `*`",
        fence)
      require(
        options.allSatisfy { $0.reply != nil }, "every option needs a reply: `- option -> reply`",
        fence)
      kind = .choice(options)
    case "predict" where block.all("answer").isEmpty:
      require(options.count > 1, "a prediction needs two options or more: `- …` and `* …`", fence)
      require(
        options.count(where: \.isRight) == 1, "what the run will show is marked with `*`", fence)
      kind = .prediction(options)
    case "predict": kind = .estimate(answer(block, fence))
    case "number": kind = .number(answer(block, fence))
    default:
      faults.append(
        LessonFault("`ask` is followed by choice, number or predict", line: fence.line))
      return
    }
    pieces.append(
      .question(
        Question(
          id: id, text: block.text, kind: kind, hints: block.all("hint").map(\.text),
          because: block.all("because").first?.text, line: fence.line)))
  }

  /// What stands in a block and has no part in it.
  private mutating func check(_ block: BlockFields, _ fence: DocumentPart.Fence, words: Int) {
    for stray in block.strays {
      faults.append(
        LessonFault(
          "`\(stray.text.prefix(30))` is no line of such a block; what goes on has two blanks before it",
          line: stray.line))
    }
    for word in fence.words.dropFirst(words - 1) where !word.hasPrefix("id=") {
      faults.append(LessonFault("`\(word)` has no meaning here", line: fence.line))
    }
  }

  /// `more -> Right, they take longer to travel.`
  private static func option(_ field: BlockFields.Field) -> Question.Option {
    let text = field.text
    let isRight = field.key == "* "
    guard let arrow = text.firstRange(of: "->") else {
      return Question.Option(text: text.trimmed, isRight: isRight, reply: nil)
    }
    return Question.Option(
      text: text[..<arrow.lowerBound].trimmed, isRight: isRight,
      reply: text[arrow.upperBound...].trimmed)
  }

  private mutating func answer(
    _ block: BlockFields, _ fence: DocumentPart.Fence
  ) -> Question.Answer {
    let given = block.all("answer")
    require(given.count == 1, "a value needs one line such as `answer: 7 tx/s within 5 %`", fence)
    let text = given.first?.text ?? ""
    let parts = text.ranges(of: " within ").last.map {
      (text[..<$0.lowerBound].trimmed, text[$0.upperBound...].trimmed)
    }
    return Question.Answer(
      expression: parts?.0 ?? text, tolerance: parts?.1,
      misses: block.all("miss").compactMap { field in
        let (value, reply) = Self.sides(of: field.text)
        return reply.map { Question.Miss(value: value, text: $0) }
      })
  }

  private mutating func addExercise(_ fence: DocumentPart.Fence) {
    let id = id(of: fence)
    let block = BlockFields(fence, keys: ["check", "hint", "miss", "solution", "wrong"])
    check(block, fence, words: 2)
    require(!block.text.isEmpty, "this exercise sets no task", fence)
    require(!block.all("check").isEmpty, "an exercise needs a `check:`", fence)
    require(!block.all("hint").isEmpty, "an exercise needs a `hint:`", fence)
    require(block.all("solution").count == 1, "an exercise needs one `solution:`", fence)
    var misses: [Exercise.Miss] = []
    for field in block.all("miss") {
      guard case (let sign, let text?) = Self.sides(of: field.text) else {
        faults.append(
          LessonFault("a miss has a sign and a text: `miss no big: I see no …`", line: field.line))
        continue
      }
      let isLack = sign.hasPrefix("no ")
      misses.append(
        Exercise.Miss(
          sign: isLack ? .lacks(sign.dropFirst(3).trimmed) : .holds(sign), text: text))
    }
    pieces.append(
      .exercise(
        Exercise(
          id: id, text: block.text, checks: block.all("check").map(\.text),
          hints: block.all("hint").map(\.text), misses: misses,
          solution: block.all("solution").first?.code ?? "",
          wrongs: block.all("wrong").map(\.code), line: fence.line)))
  }

  /// What stands before the first colon with a blank behind it, and what after.
  private static func sides(of text: String) -> (String, String?) {
    guard let colon = text.firstRange(of: ": ") else { return (text, nil) }
    return (text[..<colon.lowerBound].trimmed, text[colon.upperBound...].trimmed)
  }
}

extension DocumentPart {
  fileprivate var isRun: Bool {
    if case .fence(let fence) = self { fence.words.prefix(2) == ["tri", "run"] } else { false }
  }
}
