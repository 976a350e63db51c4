import Syntax
import Testing

struct FormattingTests {
  @Test(arguments: corpus)
  func `what is formatted reads back as the same tree`(text: String) {
    let parsed = Parser.parse(Source(text: text))
    #expect(complaints(text) == "")
    let again = Parser.parse(Source(text: parsed.statements.formatted))
    #expect(complaints(parsed.statements.formatted) == "")
    #expect(withoutPlaces(again.statements) == withoutPlaces(parsed.statements))
    #expect(again.statements.formatted == parsed.statements.formatted)
  }

  @Test func `the first look is formatted line by line`() {
    let expected = """
      seed 42
      repeat 5
      chain base from bitcoin
      chain big from bitcoin {
        block_size 32 MB
        relay full
      }
      channels pay on base from lightning
      workload shopping on base, big {
        rate 20 tx/s
        bid 5 USD
      }
      at 2 days {
        attack partition on big {
          share 40 %
          lasts 6 h
        }
      }
      run 7 days
      plot throughput of base, big
      compare base, big by throughput, fee, stale_rate, verify_share
      triangle base, big
      explain big.decentralization
      expect big.throughput > 2 * base.throughput because "32 times the room"
      expect base.throughput = 7 tx/s within 5 %

      """
    #expect(formatted(firstLook) == expected)
  }
}
