import Measures
import Quantities

/// A function of the language: arithmetic, or a closed form with its source.
struct Function: Sendable {
  struct Parameter: Hashable, Sendable {
    var name: String
    var dimension: Dimension
    /// What holds when it is left out.
    var standard: Default
    /// The unit in which the closed form wants it; a bare number then counts in this unit.
    var unit: String?

    enum Default: Hashable, Sendable {
      case required
      case value(Double)
      /// May be left out and then has no value.
      case none
    }
  }

  enum Form: Sendable {
    /// Takes any number of values of one dimension and gives one of it.
    case folding(@Sendable ([Double]) -> Double)
    /// Keeps the dimension of its one argument.
    case keeping(@Sendable (Double) -> Double)
    /// Takes and gives a bare number.
    case plain(@Sendable (Double) -> Double)
    case squareRoot
    /// Named parameters in order, and the unit of the result; nothing means outside of its domain.
    case closed([Parameter], unit: String?, @Sendable ([Double?]) -> Double?)
  }

  var name: String
  var form: Form
  var meaning: String
  var source: String
  var examples: [String]

  static func named(_ name: String) -> Function? { all.first { $0.name == name } }
}

extension Function {
  private static func closed(
    _ name: String, _ parameters: [Parameter], gives unit: String? = nil,
    _ meaning: String, source: String, _ examples: [String],
    _ value: @escaping @Sendable ([Double?]) -> Double?
  ) -> Function {
    Function(
      name: name, form: .closed(parameters, unit: unit, value), meaning: meaning, source: source,
      examples: examples)
  }

  private static func number(_ name: String, _ standard: Parameter.Default = .required) -> Parameter
  {
    Parameter(name: name, dimension: .number, standard: standard, unit: nil)
  }

  private static func time(_ name: String, _ standard: Parameter.Default = .required) -> Parameter {
    Parameter(name: name, dimension: .time, standard: standard, unit: nil)
  }

  static let all: [Function] = [
    Function(
      name: "min", form: .folding { $0.min() ?? .nan }, meaning: "the smallest of its arguments",
      source: "", examples: ["print min(3, 1, 2)"]),
    Function(
      name: "max", form: .folding { $0.max() ?? .nan }, meaning: "the largest of its arguments",
      source: "", examples: ["print max(10 min, 1 h)"]),
    Function(
      name: "abs", form: .keeping { $0.magnitude }, meaning: "without its sign", source: "",
      examples: ["print abs(2 - 5)"]),
    Function(
      name: "round", form: .keeping { $0.rounded() }, meaning: "to the nearest whole base unit",
      source: "", examples: ["print round(2.6)"]),
    Function(
      name: "sqrt", form: .squareRoot, meaning: "square root", source: "",
      examples: ["print sqrt(2)"]),
    Function(
      name: "ln", form: .plain { Elementary.ln($0) }, meaning: "natural logarithm", source: "",
      examples: ["print ln(10)"]),
    Function(
      name: "log10", form: .plain { Elementary.log10($0) }, meaning: "decimal logarithm",
      source: "",
      examples: ["print log10(1000)"]),
    Function(
      name: "exp", form: .plain { Elementary.exp($0) }, meaning: "e to that power", source: "",
      examples: ["print exp(1)"]),
    closed(
      "double_spend", [number("share"), number("confirmations")],
      "probability that an attacker catches up after that many confirmations (a tie wins)",
      source: "Rosenfeld 2014; Grunspan and Perez-Marco 2018",
      ["print double_spend(10 %, 6)", "print double_spend(share: 30 %, confirmations: 6)"]
    ) { ClosedForm.doubleSpend(share: $0[0]!, confirmations: $0[1]!) },
    closed(
      "nakamoto_double_spend", [number("share"), number("confirmations")],
      "the same as the white paper approximates it", source: "Nakamoto 2008, section 11",
      ["print nakamoto_double_spend(10 %, 6)"]
    ) { ClosedForm.nakamotoDoubleSpend(share: $0[0]!, confirmations: $0[1]!) },
    closed(
      "selfish_revenue", [number("share"), number("gamma")],
      "share of blocks that a selfish miner gets", source: "Eyal and Sirer 2013, equation 8",
      ["print selfish_revenue(40 %, 0.5)"]
    ) { ClosedForm.selfishRevenue(share: $0[0]!, gamma: $0[1]!) },
    closed(
      "selfish_threshold", [number("gamma")], "share from which selfish mining pays",
      source: "Eyal and Sirer 2013, equation 9", ["print selfish_threshold(0)"]
    ) { ClosedForm.selfishThreshold(gamma: $0[0]!) },
    closed(
      "committee_failure",
      [number("size"), number("adversary"), number("quorum"), number("population", .none)],
      "probability that at least quorum * size members are adversarial",
      source: "binomial tail; hypergeometric with a population",
      ["print committee_failure(128, 1/3, 2/3)"]
    ) {
      ClosedForm.committeeFailure(
        size: $0[0]!, adversary: $0[1]!, quorum: $0[2]!, population: $0[3])
    },
    closed(
      "shard_failure_time",
      [
        number("validators"), number("shards"), number("adversary"), time("epoch", .value(384)),
        number("quorum", .value(2.0 / 3)),
      ], gives: "s", "mean time until some shard's committee falls",
      source: "hypergeometric tail over the shards, times the epoch",
      ["print shard_failure_time(6400, 128, 1/3) -> days"]
    ) {
      ClosedForm.shardFailureTime(
        validators: $0[0]!, shards: $0[1]!, adversary: $0[2]!, epoch: $0[3]!, quorum: $0[4]!)
    },
    closed(
      "path_success",
      [
        Parameter(name: "amount", dimension: .money, standard: .required, unit: "sat"),
        Parameter(name: "capacity", dimension: .money, standard: .required, unit: "sat"),
        number("hops"),
      ], "probability that a payment fits through channels with uniform balances",
      source: "Pickhardt et al. 2021", ["print path_success(500_000 sat, 1_000_000 sat, 3)"]
    ) { ClosedForm.pathSuccess(amount: $0[0]!, capacity: $0[1]!, hops: $0[2]!) },
    closed(
      "clearing_price", [number("load"), number("sigma", .value(1.2))],
      "price at which demand fits, in medians of the willingness to pay",
      source: "quantile of the lognormal at 1 - 1/load", ["print clearing_price(2)"]
    ) { ClosedForm.clearingPrice(load: $0[0]!, sigma: $0[1]!) },
    closed(
      "bulk_wait",
      [
        Parameter(name: "rate", dimension: .transactionRate, standard: .required, unit: "tx/s"),
        time("interval"),
        Parameter(name: "batch", dimension: .transactions, standard: .required, unit: "tx"),
      ], gives: "s", "mean wait with exponential blocks of at most `batch`, service included",
      source: "bulk service M/M^[K]/1, Bailey 1954",
      ["print bulk_wait(6.3 tx/s, 600 s, 4200 tx) -> min"]
    ) { ClosedForm.bulkWait(rate: $0[0]!, interval: $0[1]!, batch: $0[2]!) },
    closed(
      "longest_chain_tolerance", [time("delay"), time("interval")],
      "adversary share that the longest chain survives at this delay",
      source: "Sompolinsky and Zohar 2015; Dembo et al. 2020",
      ["print longest_chain_tolerance(10 s, 600 s)"]
    ) { ClosedForm.longestChainTolerance(delay: $0[0]!, interval: $0[1]!) },
    closed(
      "sandwich_profit",
      [
        Parameter(name: "victim", dimension: .money, standard: .required, unit: "USD"),
        Parameter(name: "pool", dimension: .money, standard: .required, unit: "USD"),
        number("slippage"), number("fee"),
      ], gives: "USD", "profit of trading around a victim in a constant-product pool",
      source: "constant product with the victim's slippage binding",
      ["print sandwich_profit(10 kUSD, 1 MUSD, 1 %, 0 %)"]
    ) {
      ClosedForm.sandwichProfit(victim: $0[0]!, pool: $0[1]!, slippage: $0[2]!, fee: $0[3]!)
    },
    closed(
      "base_fee_after",
      [
        number("blocks"),
        Parameter(name: "start", dimension: .money, standard: .value(1), unit: "gwei"),
      ], gives: "gwei", "base fee after that many full blocks", source: "EIP-1559",
      ["print base_fee_after(20) -> gwei"]
    ) { ClosedForm.baseFee(afterFullBlocks: $0[0]!, start: $0[1]!) },
  ]
}
