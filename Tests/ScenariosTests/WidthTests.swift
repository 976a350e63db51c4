import Blockchain
import Measures
import Syntax
import Terminal
import TestSupport
import Testing

@testable import Scenarios

/// What is printed for reading fits a page.
@Suite struct `Widths` {
  /// A page in a pipe, and the one of a projector.
  static let pages = [Page(width: 80), Page(width: 60)]

  private func tooWide(_ text: String, _ page: Page) -> [String] {
    text.split(separator: "\n").map(String.init).filter { displayWidth($0) > page.width }
  }

  /// A preset with what it stands on, as `a`.
  static func system(_ name: String) -> String {
    guard let preset = Preset.named(name), preset.kind != .chain else {
      return "chain a from \(name)"
    }
    let isOfBitcoin = ["liquid", "rsk", "lightning"].contains(name)
    return "chain parent from \(isOfBitcoin ? "bitcoin" : "ethereum")\n"
      + "\(preset.kind.rawValue) a on parent from \(name)"
  }

  private func said(_ text: String, on page: Page) -> Conversation {
    var options = Session.Options()
    options.page = page
    return Conversation(text, options: options)
  }

  @Test(arguments: Scope.tables, pages)
  func `a table of what there is fits the page and leaves nothing out`(topic: String, page: Page) {
    let text =
      "chain base from bitcoin\nworkload w on base { rate 1 tx/s; bid 5 USD }\nshow \(topic)"
    let said = said(text, on: page)
    #expect(said.status == .held, "\(said.messages)")
    #expect(tooWide(said.results, page).isEmpty)
    #expect(!said.results.contains("...\n") || topic == "statements")
    var options = Session.Options()
    options.page = page
    guard let listed = Session(options).listing(topic) else { return }
    #expect(tooWide(listed.text.plain, page).isEmpty)
  }

  @Test(arguments: Preset.all.map(\.name), pages)
  func `a preset, its settings and its attack tree fit the page`(name: String, page: Page) {
    let text = "show preset \(name)\n\(Self.system(name))\nshow a\nshow attack_tree of a"
    let said = said(text, on: page)
    #expect(said.status == .held, "\(said.messages)")
    #expect(tooWide(said.results, page) == [])
  }

  @Test(arguments: Preset.all.map(\.name), pages)
  func `a preset folded to a page is the same scenario`(name: String, page: Page) throws {
    func settings(_ text: String) throws -> [String] {
      let parsed = Parser.parse(Source(name: "preset.tri", text: text))
      #expect(parsed.diagnostics.isEmpty)
      guard case .declare(let declaration) = try #require(parsed.statements.first).kind else {
        return []
      }
      return declaration.settings.map { "\($0.name.text) \($0.value.formatted)" }
    }
    let text = try #require(Preset.named(name)?.text)
    let folded = ScenarioText.folded(text, to: page.width)
    #expect(try settings(folded) == settings(text))
    // Every word of it is still there.
    func words(_ text: String) -> [String] {
      text.split { " \n#".contains($0) }.map(String.init).sorted()
    }
    #expect(words(folded) == words(text))
  }

  @Test(arguments: pages)
  func `what attacks, users, exchanges and bridges are told fits the page`(page: Page) {
    let text = """
      chain eth from ethereum
      rollup arb on eth from arbitrum
      rollup op on eth from optimism
      bridge hop between arb, op
      workload shopping on eth, arb, op { rate 1 tx/s; bid 5 USD }
      attack censorship on arb as a_rather_long_label { lasts 6 h }
      run 1 min
      show hop
      show shopping
      show a_rather_long_label
      show attack_tree of hop
      compare eth, arb, op
      """
    let said = said(text, on: page)
    #expect(said.status == .held, "\(said.messages)")
    #expect(tooWide(said.results, page) == [])
  }
}
