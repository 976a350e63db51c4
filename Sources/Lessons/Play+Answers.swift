import Scenarios
import Terminal

extension Play {
  /// `a) fewer`
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(min(index, 25))))
  }

  func asked(_ question: Question, width: Int) -> StyledText {
    var text = StyledText(question.isPrediction ? "\nYour guess\n" : "\nQuestion\n", .bold)
    text.append(Markdown.shown(question.text, width: width))
    text.append("\n")
    for (index, option) in (question.options ?? []).enumerated() {
      text.append(
        (StyledText("  \(Self.letter(index))) ", .bold) + Markdown.inline(option.text))
          .wrapped(width: min(width, Markdown.proseWidth), indent: 5))
      text.append("\n")
    }
    return text
  }

  func expected(by question: Question) -> String {
    guard let options = question.options else {
      return "  a value with its unit, such as 7 tx/s; `hint` helps, `skip` shows the answer"
    }
    return
      "  \(Self.letter(0)) to \(Self.letter(options.count - 1)); `hint` helps, `skip` shows the answer"
  }

  mutating func answer(
    _ question: Question, with line: String, in session: inout Session, emit: (Output) -> Void
  ) {
    switch question.kind {
    case .choice(let options), .prediction(let options):
      guard let index = Self.option(line, of: options) else {
        return say(expected(by: question), .dim, emit)
      }
      let option = options[index]
      guard !question.isPrediction else {
        guess = Guess(question: question, text: option.text)
        keep(.predicted, id: question.id, text: option.text, emit)
        say("  noted: \(option.text)", .dim, emit)
        return goOn(in: &session, emit: emit)
      }
      let isRight = option.isRight
      keep(isRight ? .right : .wrong, id: question.id, text: option.text, emit)
      reply(isRight, option.reply, emit)
      if isRight { return conclude(question, in: &session, emit) }
    case .estimate(let answer):
      if case .unreadable(let reason) = session.judge(line, against: answer) {
        return say("  \(reason)", .warning, emit)
      }
      guess = Guess(question: question, text: line)
      keep(.predicted, id: question.id, text: line, emit)
      say("  noted: \(escapingControls(line))", .dim, emit)
      return goOn(in: &session, emit: emit)
    case .number(let answer):
      switch session.judge(line, against: answer) {
      case .unreadable(let reason): return say("  \(reason)", .warning, emit)
      case .otherKind:
        let isBare = line.allSatisfy { $0.isNumber || "._-".contains($0) }
        return say(
          isBare
            ? "  \(line) what? type it with its unit, as in 10 min or 2 MB"
            : "  that is another kind of quantity; mind the unit", .warning, emit)
      case .right:
        keep(.right, id: question.id, text: line, emit)
        reply(true, nil, emit)
        return conclude(question, in: &session, emit)
      case .miss(let text):
        keep(.wrong, id: question.id, text: line, emit)
        reply(false, text, emit)
      case .wrong:
        keep(.wrong, id: question.id, text: line, emit)
        reply(false, nil, emit)
      }
    }
    // One hint more with each try; the answer when there are none left.
    if hints < question.hints.count { return giveHint(emit) }
    tries += 1
    if tries > 1 { say("  `skip` shows the answer", .dim, emit) }
  }

  private func reply(_ isRight: Bool, _ text: String?, _ emit: (Output) -> Void) {
    var said = StyledText("  ")
    said.append(isRight ? "right" : "not quite", isRight ? .good : .warning)
    if let text { said.append(StyledText(". ") + Markdown.inline(text)) }
    say(said.wrapped(width: Markdown.proseWidth - 6, indent: 2) + StyledText("\n"), emit)
  }

  private mutating func conclude(
    _ question: Question, in session: inout Session, _ emit: (Output) -> Void
  ) {
    if let because = question.because { sayIndented(because, emit) }
    goOn(in: &session, emit: emit)
  }

  /// The option meant by a letter, a number from 1, or its text.
  static func option(_ line: String, of options: [Question.Option]) -> Int? {
    let typed = line.trimmed.lowercased()
    let bare = typed.hasSuffix(")") || typed.hasSuffix(".") ? String(typed.dropLast()) : typed
    return options.indices.first { letter($0) == bare }
      ?? options.indices.first { String($0 + 1) == bare }
      ?? options.indices.first { options[$0].text.lowercased() == typed }
  }

  /// What is said in place of an answer.
  func solved(_ question: Question, in session: Session) -> StyledText {
    var text = StyledText("  ")
    switch question.kind {
    case .choice(let options):
      let right = options.first(where: \.isRight)
      text.append("the answer: ", .bold)
      text.append(right?.text ?? "")
      if let reply = right?.reply { text.append(". " + reply) }
    case .number(let answer):
      text.append("the answer: ", .bold)
      text.append(session.shown(answer.expression) ?? answer.expression)
      if let because = question.because { text.append(". " + because) }
    case .prediction, .estimate: text.append("the run will tell", .dim)
    }
    return text.wrapped(width: Markdown.proseWidth - 6, indent: 2) + StyledText("\n")
  }

  func sayIndented(_ text: String, _ emit: (Output) -> Void) {
    say(
      (StyledText("  ") + Markdown.inline(text)).wrapped(
        width: Markdown.proseWidth - 6, indent: 2) + StyledText("\n"), emit)
  }
}

extension Question {
  /// Whether a line is one of the options.
  func isAnswer(_ line: String) -> Bool {
    options.map { Play.option(line, of: $0) != nil } ?? false
  }
}
