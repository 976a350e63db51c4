import Blockchain
import Quantities
import Syntax
import Terminal
import Testing

@testable import Scenarios

@Suite struct `The story of a run` {
  /// What `:trace on` tells of the last of these.
  private func story(_ statements: String..., rows: Int = 24) -> String {
    var options = Session.Options()
    options.interactive = true
    options.page.height = rows
    var session = Session(options)
    session.setTrace(true)
    for statement in statements.dropLast() {
      _ = Conversation(typing: [statement], into: &session)
    }
    return Conversation(typing: [statements.last ?? ""], into: &session).results
  }

  private static let ethereum = "chain eth from ethereum"

  @Test func `every line has its moment, and names its system where there are several`() {
    let one = story("chain base from bitcoin", "run 2 h")
    #expect(one.contains("  00:08:12  block 1 by miner 11: 0 tx"))
    let two = story(
      Self.ethereum, "rollup op on eth from optimism; workload w on op { rate 5 tx/s }",
      "run 20 min")
    #expect(two.contains("  op   block 1: "))
    #expect(two.contains("tx posted in block "))
    #expect(two.contains("checkpoint finalised"))
  }

  @Test func `fraud is proven, or nobody looks`() {
    let rollup =
      "rollup arb on eth from arbitrum { locked_value 3 bnUSD; block_interval 1 min; challenge_window 2 h }"
    let seen = story(
      Self.ethereum, rollup, "attack invalid_state on arb { watchers 3 }", "run 3 h")
    for moment in ["false state root posted", "challenge: a watcher", "fraud proven", "fails"] {
      #expect(seen.contains(moment), "\(moment)")
    }
    let unseen = story(
      Self.ethereum, rollup, "attack invalid_state on arb { watchers 0 }", "run 3 h")
    for moment in ["nobody has noticed", "an attacker takes 3 bnUSD", "succeeds, 3 bnUSD stolen"] {
      #expect(unseen.contains(moment), "\(moment)")
    }
  }

  @Test func `exits from a plasma chain are asked for and paid`() {
    let text = story(
      Self.ethereum,
      "plasma p on eth from plasma { users 800; locked_value 80 kUSD; challenge_window 2 h; block_interval 1 min }",
      "attack data_withholding on p", "run 5 h")
    for moment in ["users want to leave", "exits started", "exits paid", "false exit"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }

  @Test func `a breach of a channel is punished`() {
    let text = story(
      "chain base from bitcoin", "channels pay on base { channel_nodes 60; watchtower yes }",
      "attack revoked_state on pay", "run 6 h")
    for moment in ["an old state of channel", "breach punished", "attack revoked_state fails"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }

  @Test func `a bridge is robbed`() {
    let text = story(
      Self.ethereum, "sidechain ronin on eth from ronin_2022",
      "at 10 min { attack key_theft on ronin }", "run 11 min")
    for moment in ["locked in block", "paid out in block", "the thief takes 624 MUSD"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }

  @Test func `transfers cross a bridge`() {
    let text = story(
      Self.ethereum, "chain big from ethereum", "bridge hop between eth, big { type multisig }",
      "workload people on hop { rate 0.1 tx/s }",
      "run 1 h")
    for moment in ["hop  1 transfer leaves", "transfer arrives after"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }

  @Test func `an outage is told, and a standstill`() {
    let text = story(
      "chain hub from cosmos_hub", "outage hub { lasts 10 min; share 50 % }", "run 20 min")
    for moment in ["outage: 50 %", "halted: 49.5 %", "outage over"] {
      #expect(text.contains(moment), "\(moment)")
    }
  }

  @Test(arguments: [10, 24, 60])
  func `it takes no more than the screen, and says what is left out`(rows: Int) {
    let text = story("chain base from bitcoin", "run 7 days", rows: rows)
    let lines = text.split(separator: "\n")
    #expect(lines.count < rows)
    #expect(lines.allSatisfy { displayWidth(String($0)) <= 80 })
    #expect(lines.last?.hasPrefix("  ... and ") == true)
    #expect(lines.last?.hasSuffix(" blocks") == true || lines.last?.contains("blocks, ") == true)
  }

  @Test func `a rare moment is told among many others`() {
    let text = story(
      "chain base from bitcoin", "at 3 days { attack partition on base { lasts 6 h } }",
      "run 7 days")
    #expect(text.contains("attack partition begins"))
    #expect(text.contains("attack partition succeeds") || text.contains("is over"))
  }

  @Test func `each run has its own story`() {
    let text = story("chain base from bitcoin", "run 1 day", "run 30 min")
    #expect(!text.contains("block 1 by"))
    #expect(text.contains("1 day 00:"))
  }
}
