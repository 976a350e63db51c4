/// The manual page of the program in roff with the `man` macros, made from the commands' own help.
struct ManualPage {
  let text: String

  init(_ help: HelpData, version: String) {
    var page = Roff()
    let root = help.command
    page.title(root.commandName, version: version)
    page.section("Name")
    page.line("\(root.commandName) \\- \(Roff.plain(Self.lowercasedStart(root.abstract ?? "")))")

    page.section("Synopsis")
    page.synopsis(root.commandName, "[options]")
    for (path, command) in root.shown {
      page.synopsis("\(root.commandName) \(path)", Self.form(command))
    }

    page.section("Description")
    page.paragraph(
      "Without a subcommand it opens the prompt on a terminal; with something on standard input it runs that as a scenario. Results go to standard output, messages to standard error; - stands for standard input."
    )

    page.section("Commands")
    let common = Set((root.arguments ?? []).map(\.written))
    for (path, command) in root.shown {
      page.item(path + " " + Self.form(command, withOptions: false), command.abstract ?? "")
      for argument in command.arguments ?? []
      where argument.isShown && argument.kind != .positional && !common.contains(argument.written) {
        page.inner(argument.written, argument.meaning)
      }
    }

    page.section("Options")
    var title: String?
    for argument in root.arguments ?? [] where argument.isShown {
      if argument.sectionTitle != title, let next = argument.sectionTitle { page.part(next) }
      title = argument.sectionTitle ?? title
      page.item(argument.written, argument.meaning)
    }

    page.section("Exit status")
    for (code, meaning) in ProgramTexts.exitCodes { page.item(String(code), meaning) }

    page.section("Environment")
    for (name, meaning) in ProgramTexts.environment { page.item(name, meaning) }

    page.section("Files")
    for (path, meaning) in ProgramTexts.files { page.item(path, meaning) }

    page.section("Examples")
    page.example(ProgramTexts.examples)
    text = page.text
  }

  /// `[--check] files ...`
  private static func form(_ command: HelpData.Command, withOptions: Bool = true) -> String {
    let words = (command.arguments ?? []).filter { $0.kind == .positional && $0.isShown }
      .map { argument in
        argument.written + (argument.isRepeating == true ? " ..." : "")
      }
    return ((withOptions ? ["[options]"] : []) + words).joined(separator: " ")
  }

  private static func lowercasedStart(_ text: String) -> String {
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }
}

/// Text for `man`, a line at a time.
private struct Roff {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func title(_ name: String, version: String) {
    line(".TH \"\(name.uppercased())\" \"1\" \"\" \"\(Self.plain(version))\" \"User commands\"")
  }

  mutating func section(_ title: String) { line(".SH \(title.uppercased())") }
  mutating func part(_ title: String) { line(".SS \(Self.plain(title))") }
  mutating func paragraph(_ text: String) { line(Self.plain(text)) }

  mutating func synopsis(_ command: String, _ form: String) {
    line(".B \(Self.plain(command))")
    line(Self.plain(form))
    line(".br")
  }

  mutating func item(_ term: String, _ meaning: String) {
    line(".TP")
    line(".B \(Self.plain(term))")
    line(Self.plain(meaning))
  }

  /// Something of the item above.
  mutating func inner(_ term: String, _ meaning: String) {
    line(".RS")
    item(term, meaning)
    line(".RE")
  }

  mutating func example(_ lines: [String]) {
    line(".nf")
    for example in lines { line(Self.plain(example)) }
    line(".fi")
  }

  /// With everything escaped that roff would take for its own.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text.trimmed {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
