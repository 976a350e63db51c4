import Foundation
import Testing

@testable import trilemma

/// The manual page and the completion scripts, which are made from the commands' help.
struct ManualTests {
  private static func page() throws -> ManualPage {
    ManualPage(try HelpData.all(), version: "trilemma 0.1")
  }

  @Test func `the manual uses only macros of its kind, in an order that reads`() throws {
    let lines = try Self.page().text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.hasPrefix(".TH \"TRILEMMA\" \"1\" ") == true)
    #expect(lines.last == "")
    let macros: Set = [
      ".TH", ".SH", ".SS", ".TP", ".B", ".br", ".nf", ".fi", ".RS", ".RE",
    ]
    var depth = 0
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(line.allSatisfy { $0.isASCII })
      guard line.hasPrefix(".") else {
        // A text has nothing that roff would take for a command.
        #expect(!line.isEmpty && !line.hasPrefix("'"))
        continue
      }
      let macro = String(line.prefix { $0 != " " })
      #expect(macros.contains(macro), "\(line)")
      if macro == ".TP" { #expect(next.hasPrefix(".B ")) }
      if macro == ".SH" || macro == ".SS" { #expect(!next.hasPrefix(".SH")) }
      depth += macro == ".RS" ? 1 : macro == ".RE" ? -1 : 0
      #expect(depth >= 0)
    }
    #expect(depth == 0)
    let sections = lines.filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
    #expect(
      sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT",
        "FILES", "EXAMPLES",
      ])
  }

  @Test func `the manual names every command and every option`() throws {
    let text = try Self.page().text
    let root = try HelpData.all().command
    for (path, command) in root.shown {
      #expect(text.contains("\n.B trilemma \(path)\n"))
      for argument in command.arguments ?? [] where argument.isShown {
        for name in argument.names ?? [] {
          #expect(text.contains(name.written.replacingOccurrences(of: "-", with: "\\-")))
        }
      }
    }
    for (code, _) in ProgramTexts.exitCodes { #expect(text.contains("\n.B \(code)\n")) }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func `groff has nothing to say against the manual`() throws {
    let outcome = try Program.shell("\"$0\" manual | /usr/bin/groff -man -ww -Tascii")
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    #expect(outcome.results.contains("TRILEMMA(1)"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions for a shell know every command`(shell: String) throws {
    let script = try Program.run("--generate-completion-script", shell)
    #expect(script.code == 0)
    for (path, _) in try HelpData.all().command.shown where !path.contains(" ") {
      #expect(script.results.contains(path))
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")),
    arguments: [
      (["ch"], "check"), (["run", "co"], "congestion.tri"), (["list", "me"], "metrics"),
      (["run", "--charset", "bl"], "blocks"), (["explain", "T021"], "T021"),
      (["explain", "block_int"], "block_interval"), (["run", "-o", "no"], "notes.txt"),
    ])
  func `bash completes commands, files and words`(words: [String], expected: String) throws {
    let scratch = try Scratch()
    try scratch.file("congestion.tri")
    try scratch.file("notes.txt")
    let script = """
      cd "$1"; PATH="$(dirname "$0"):$PATH"; shift
      source <("$0" --generate-completion-script bash)
      COMP_WORDS=(trilemma "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      _trilemma trilemma "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      echo "${COMPREPLY[@]}"
      """
    let outcome = try Program.run(
      list: ["-c", script, Program.path, scratch.folder.path] + words, program: "/bin/bash")
    #expect(outcome.results == expected + "\n", "\(outcome.messages)")
  }

  @Test func `the examples of the help run`() throws {
    let help = try Program.run("--help").results
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for example in ProgramTexts.examples {
      #expect(help.contains("  \(example)\n"))
      // Samples run in tests of their own.
      let quick = example.replacingOccurrences(of: "trilemma run", with: "trilemma check")
      let line = "PATH=\"$(dirname \"$0\"):$PATH\"; \(quick)"
      let outcome = try Program.run(
        list: ["-c", line, Program.path], program: "/bin/sh", in: folder)
      #expect(outcome.code == 0, "\(example): \(outcome.messages)")
    }
  }
}
