import Blockchain
import Measures
import Syntax
import Testing

@testable import Scenarios

@Suite struct `Words of the language` {
  @Test(arguments: Vocabulary.all)
  func `every word has help and an example that runs`(entry: Vocabulary.Entry) {
    #expect(!entry.lines.isEmpty && entry.lines.allSatisfy { !$0.isEmpty })
    let said = Conversation(typing: [entry.example])
    #expect(said.codes.isEmpty, "\(entry.word): \(said.messages)")
    #expect(said.status == .held)
  }

  @Test func `a metric never shares its name with a setting`() {
    #expect(Metric.all.allSatisfy { !Vocabulary.settings.contains($0.name) })
  }

  @Test(arguments: Preset.all.map(\.name))
  func `every value of a preset names its source`(name: String) throws {
    let preset = try #require(Preset.named(name))
    for line in preset.text.split(separator: "\n").dropFirst(2) where line.first == " " {
      #expect(line.contains("# "), "\(name): \(line)")
    }
  }

  @Test(arguments: Preset.all.map(\.name))
  func `every preset runs with users`(name: String) throws {
    let preset = try #require(Preset.named(name))
    let isOfBitcoin = ["liquid", "rsk", "lightning"].contains(name)
    let system =
      preset.kind == .chain
      ? "chain a from \(name)"
      : "chain parent from \(isOfBitcoin ? "bitcoin" : "ethereum")\n"
        + "\(preset.kind.rawValue) a on parent from \(name)"
    let time =
      preset.kind == .chain ? "2 h" : preset.kind == .channels ? "1 min" : "20 min"
    let said = Conversation(
      "\(system)\nworkload w on a { rate 1 tx/s; bid 5 USD }\nrun \(time)\nprint a.throughput"
    )
    #expect(said.status == .held, "\(said.messages)")
    #expect((said.numbers.first ?? 0) > 0.5)
  }
}
