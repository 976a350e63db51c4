import Terminal
import Testing

@testable import trilemma

/// Width, characters and colour of results, by the terminal, the environment and the flags.
struct SurroundingsTests {
  private static let utf8 = ["TERM": "xterm", "LANG": "de_DE.UTF-8"]

  private func page(
    terminal: (Int, Int)?, _ environment: [String: String] = utf8, _ wishes: Wishes = Wishes()
  ) -> Page {
    Surroundings(
      environment: environment,
      results: terminal.map { Surroundings.TerminalSize(columns: $0.0, rows: $0.1) }
    ).page(wishes)
  }

  @Test func `a pipe gets 80 columns of ASCII whatever the environment says`() {
    let environment = Self.utf8.merging(["COLUMNS": "100", "LINES": "50"]) { $1 }
    #expect(page(terminal: nil, environment) == Page(width: 80, height: 24, charset: .ascii))
  }

  @Test func `a terminal is as wide as it says`() {
    #expect(page(terminal: (100, 40)) == Page(width: 100, height: 40, charset: .blocks))
  }

  @Test(arguments: [(20, 40), (39, 40), (40, 40), (120, 120), (121, 120), (300, 120)])
  func `the width stays between 40 and 120`(told: Int, width: Int) {
    #expect(page(terminal: (told, 24)).width == width)
  }

  @Test(arguments: [("100", 100), ("", 80), ("-3", 80), ("wide", 80), ("7", 40)])
  func `a terminal that does not tell is asked about in the environment`(value: String, width: Int)
  {
    let environment = Self.utf8.merging(["COLUMNS": value]) { $1 }
    #expect(page(terminal: (0, 0), environment).width == width)
  }

  @Test func `flags win everywhere`() {
    let wishes = Wishes(width: 60, charset: .braille)
    for terminal in [nil, (100, 40)] as [(Int, Int)?] {
      #expect(page(terminal: terminal, Self.utf8, wishes).width == 60)
      #expect(page(terminal: terminal, Self.utf8, wishes).charset == .braille)
    }
  }

  @Test(arguments: [
    (["LANG": "C.UTF-8"], Charset.blocks), (["LANG": "en_US.utf8"], .blocks),
    (["LANG": "C"], .ascii),
    (["LC_ALL": "C", "LANG": "C.UTF-8"], .ascii), (["LC_CTYPE": "C.UTF-8", "LANG": "C"], .blocks),
    (["LC_ALL": "", "LANG": "C.UTF-8"], .blocks), ([:], .ascii),
    (["TERM": "dumb", "LANG": "C.UTF-8"], .ascii),
  ])
  func `block characters need a UTF-8 terminal`(environment: [String: String], charset: Charset) {
    let environment = ["TERM": "xterm"].merging(environment) { $1 }
    #expect(page(terminal: (80, 24), environment).charset == charset)
  }

  @Test(arguments: [
    ([:], ColorChoice.auto, true, true), ([:], .auto, false, false), ([:], .always, false, true),
    ([:], .never, true, false), (["NO_COLOR": "1"], .auto, true, false),
    (["NO_COLOR": ""], .auto, true, true), (["NO_COLOR": "1"], .always, true, true),
    (["CLICOLOR_FORCE": "1"], .auto, false, true), (["CLICOLOR_FORCE": "0"], .auto, false, false),
    (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], .auto, true, false),
    (["CLICOLOR_FORCE": "1"], .never, true, false), (["TERM": "dumb"], .auto, true, false),
  ])
  func `colour goes by flag, NO_COLOR, CLICOLOR_FORCE and terminal`(
    environment: [String: String], wish: ColorChoice, onTerminal: Bool, colored: Bool
  ) {
    let environment = ["TERM": "xterm"].merging(environment) { $1 }
    let surroundings = Surroundings(environment: environment)
    #expect(surroundings.colours(wish, onTerminal: onTerminal) == colored)
  }
}
