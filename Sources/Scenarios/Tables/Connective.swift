/// A word that joins the parts of a statement.
struct Connective: Sendable {
  var word: String
  var meaning: String
  var example: String

  static let all: [Connective] = [
    Connective(
      "from", "names the preset or system that a declaration starts with", "chain base from bitcoin"
    ),
    Connective(
      "on", "names what a system stands on, whom users use, or whom an attack meets",
      "chain base from bitcoin; workload shop on base { rate 5 tx/s }"),
    Connective(
      "between", "names the two systems that a bridge joins",
      "chain a from ethereum; chain b from ethereum; bridge hop between a, b { type canonical }"),
    Connective(
      "of", "stands between a metric and its systems",
      "chain base from bitcoin; run 1 day; plot height of base"),
    Connective(
      "over", "stands before the values of a sweep, or the time of a ramp",
      "chain base from bitcoin; sweep base.block_size over 1 MB, 2 MB { run 1 h; print base.capacity }"
    ),
    Connective(
      "to", "stands before what a ramp or an upgrade leads to",
      "chain base from bitcoin; workload shop on base { rate 1 tx/s }; ramp shop.rate to 5 tx/s over 1 h; run 2 h"
    ),
    Connective(
      "by", "stands before the metrics of a comparison, or the step of a range",
      "chain base from bitcoin; run 1 day; compare base by height, capacity"),
    Connective(
      "against", "stands before the setting of the last sweep that an axis shows",
      "chain base from bitcoin; sweep base.block_size over 1 MB, 2 MB { run 1 h }; plot capacity of base against block_size"
    ),
    Connective(
      "log", "makes the axis of a picture logarithmic",
      "chain base from bitcoin; run 1 day; histogram interval of base log"),
    Connective(
      "as", "gives an attack a name of its own",
      "chain base from bitcoin; attack partition on base as cut { share 40 % }; run 1 day"),
    Connective(
      "now", "the present moment, where `at` expects one",
      "chain base from bitcoin; run 1 h; at now + 1 h { print base.height }; run 2 h"),
    Connective(
      "again", "lets `when` act each time that its condition becomes true",
      "chain base from bitcoin; when base.height > 3 again { note \"a block more\" }; run 1 h"),
    Connective("within", "stands before the tolerance of a claim", "expect 10 = 10.2 within 5 %"),
    Connective(
      "because", "stands before the reason of a claim", "expect 1 MB < 2 MB because \"it is half\""),
    Connective(
      "in", "asks whether a value lies in a range, or names a branch", "print 3 in 1 .. 5"),
    Connective("and", "holds where both conditions hold", "print 1 < 2 and 2 < 3"),
    Connective("or", "holds where one of two conditions holds", "print 1 < 2 or 3 < 2"),
    Connective("not", "holds where a condition does not", "print not 2 < 1"),
    Connective(
      "probability", "the share of replicates in which a condition held",
      "repeat 20; chain base from bitcoin; run 1 h; expect probability of (base.height > 100) < 50 %"
    ),
  ]

  private init(_ word: String, _ meaning: String, _ example: String) {
    self.word = word
    self.meaning = meaning
    self.example = example
  }
}
