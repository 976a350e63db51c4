import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// How validators decide at once: by votes, in turns, or by polls.
  static let voting: [KnownSetting] = [
    interval(
      "propose_timeout", \.voting.proposeTimeout, 0.001...86_400,
      "until validators give up waiting for a proposal; half a second more in each further round",
      ["propose_timeout 3 s", "propose_timeout 500 ms"], suits: ["bft", "snow"]),
    interval(
      "vote_timeout", \.voting.voteTimeout, 0...86_400,
      "until validators give up a round without a decision; half a second more in each further round",
      ["vote_timeout 1 s", "vote_timeout 200 ms"], suits: ["bft"]),
    yesNo(
      "pipelined", \.voting.pipelined,
      "whether blocks are executed while they are voted on, rather than after",
      ["pipelined yes", "pipelined no"], suits: ["bft"]),
    whole(
      "vote_size", \.voting.voteSize, .data, 0...1e6, "bytes of a validator's vote",
      ["vote_size 200 B", "vote_size 100 B"], suits: ["bft"]),
    interval(
      "signature_time", \.voting.signatureTime, 0...1, "what checking a vote takes",
      ["signature_time 70 us", "signature_time 1 ms"], suits: ["bft"]),
    count(
      "producers", \.voting.producers, 1...1_000,
      "elected producers, who take equal turns; with `shares`, turns go by those",
      ["producers 27", "producers 21"], suits: ["dpos"]
    ).inPlaceOfShares,
    KnownSetting(
      info: SettingInfo(
        name: "irreversibility", shape: .quantity(.number, 0...100_000, whole: true),
        suits: ["dpos"], meaning: "blocks on top until a block is final",
        examples: ["irreversibility 32", "irreversibility 15"],
        standard: "when more than two thirds of the producers have built on it"),
      read: { parameters, _ in
        parameters.voting.irreversibility.map { .number(Double($0)) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let blocks) = content {
          parameters.voting.irreversibility = Int64(blocks.rounded())
        }
      }),
    number(
      "turnout", \.voting.turnout, .number, 0...1,
      "share of the supply that elects producers, where `staked` is not set",
      ["turnout 40 %", "turnout 10 %"], suits: ["dpos"]),
    count(
      "sample_size", \.voting.sampleSize, 1...1_000, "validators that a poll asks (k)",
      ["sample_size 20", "sample_size 40"], suits: ["snow"]),
    count(
      "sample_quorum", \.voting.sampleQuorum, 1...1_000,
      "equal answers that a poll needs to count (alpha)", ["sample_quorum 15", "sample_quorum 14"],
      suits: ["snow"]),
    count(
      "decision_polls", \.voting.decisionPolls, 1...10_000,
      "polls in a row that have to count for a decision (beta)",
      ["decision_polls 20", "decision_polls 10"], suits: ["snow"]),
    count(
      "parallel_polls", \.voting.parallelPolls, 1...1_000, "polls that run at the same time",
      ["parallel_polls 4", "parallel_polls 1"], suits: ["snow"]),
    number(
      "double_sign_penalty", \.voting.doubleSignPenalty, .number, 0...1,
      "share of its stake that a validator loses for signing two blocks of one height",
      ["double_sign_penalty 5 %", "double_sign_penalty 0 %"], suits: ["bft", "dpos", "snow"]),
  ]

  /// The same row, where validators who decide at once then share equally.
  var inPlaceOfShares: KnownSetting {
    var row = self
    let write = self.write
    row.write = { parameters, content, coin in
      write(&parameters, content, coin)
      if parameters.consensus.isVoting { parameters.shares = [] }
    }
    return row
  }
}
