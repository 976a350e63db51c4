/// What help and manual both say of the program.
enum ProgramTexts {
  static let examples = [
    "trilemma run samples/bitcoin-baseline.tri",
    "trilemma -e 'chain base from bitcoin' -e 'run 1 day' -e 'show base'",
    "echo 'print nakamoto_double_spend(10 %, 6)' | trilemma",
  ]

  static let exitCodes = [
    (0, "all held"), (1, "a claim failed"), (64, "usage"),
    (65, "errors in the scenario, nothing ran"), (66, "no such file"), (70, "internal fault"),
    (74, "input or output"), (124, "a limit was reached"), (130, "interrupted"),
  ]

  static let environment = [
    ("NO_COLOR", "no colour, whatever the terminal can"),
    ("CLICOLOR_FORCE", "colour where there is no terminal, too"),
    ("COLUMNS, LINES", "room for pictures where the terminal does not tell"),
    ("VISUAL, EDITOR", "the editor that :edit opens"),
  ]

  static let files = [
    ("$XDG_CONFIG_HOME/trilemma/init.tri", "a scenario that the prompt runs first"),
    ("$XDG_STATE_HOME/trilemma/history", "what was typed at the prompt"),
    ("~/.editrc", "keys of the prompt; see editrc(5)"),
  ]

  /// Below the first line of `--help`.
  static var discussion: String {
    let codes = exitCodes.map { "\($0) \($1)" }.joined(separator: "; ")
    return """
      Alone it opens the prompt; with something on standard input it runs that
      as a scenario.

      \(examples.map { "  \($0)" }.joined(separator: "\n"))

      Exit codes: \(codes).
      """
  }
}
