import Quantities
import Syntax

typealias Message = Diagnostic.Message

/// A message with its place: what the checker and the interpreter throw.
struct Rejection: Error, Sendable {
  var message: Message
  var extent: Extent
}

func reject(_ message: Message, at extent: Extent) -> Rejection {
  Rejection(message: message, extent: extent)
}

extension DiagnosticCode {
  static let unknownMetric = DiagnosticCode(
    "T014", "unknown metric",
    cause: "The word before `of`, or after the dot, is not something that a run measures.",
    wrong: "plot troughput of base", right: "plot throughput of base",
    lesson: "full-road")
  static let unknownName = DiagnosticCode(
    "T020", "unknown name", cause: "Nothing with this name has been declared above.",
    wrong: "run 1 day; print bse.fee", right: "chain base from bitcoin; run 1 day; print base.fee",
    lesson: "one-ledger")
  static let wrongDimension = DiagnosticCode(
    "T021", "wrong kind of value",
    cause: "A setting or statement needs one kind of quantity and got another.",
    wrong: "chain base { block_interval 1 MB }", right: "chain base { block_interval 10 min }",
    lesson: "faster-blocks")
  static let unknownSetting = DiagnosticCode(
    "T022", "unknown setting", cause: "This kind of system has no setting with that name.",
    wrong: "chain base { blok_size 1 MB }", right: "chain base { block_size 1 MB }",
    lesson: "bigger-blocks")
  static let outOfRange = DiagnosticCode(
    "T023", "outside of the legal range",
    cause: "The value is smaller or larger than the model can take.",
    wrong: "chain base { block_interval 0 s }", right: "chain base { block_interval 10 min }",
    lesson: "faster-blocks")
  static let unknownChoice = DiagnosticCode(
    "T024", "not one of the setting's words", cause: "The setting takes one of a few words.",
    wrong: "chain base { consensus pov }", right: "chain base { consensus pow }",
    lesson: "work-to-stake")
  static let unknownBase = DiagnosticCode(
    "T025", "nothing to start from",
    cause: "The word after `from` is neither a preset nor a system declared above.",
    wrong: "chain base from bitcon", right: "chain base from bitcoin",
    lesson: "one-ledger")
  static let nameTaken = DiagnosticCode(
    "T026", "name already taken",
    cause:
      "Systems, workloads, values and labels of attacks share one space of names, a label belongs to one attack on one system, and the language's own words are reserved.",
    wrong: "chain a from bitcoin; chain a from ethereum",
    right: "chain a from bitcoin; chain b from ethereum",
    lesson: "bigger-blocks")
  static let unsuitedSetting = DiagnosticCode(
    "T027", "setting that does not act here",
    cause: "The setting acts only with another consensus or another relay than this chain has.",
    wrong: "chain base from bitcoin { slots_per_epoch 32 }",
    right: "chain base from ethereum { slots_per_epoch 32 }",
    lesson: "work-to-stake")
  static let unknownUnit = DiagnosticCode(
    "T028", "unknown unit", cause: "The word after the number is no unit of the language.",
    wrong: "run 3 fortnights", right: "run 6 weeks",
    lesson: "one-ledger")
  static let ambiguousUnit = DiagnosticCode(
    "T029", "ambiguous unit", cause: "`m` alone could be minutes or months.",
    wrong: "run 5 m", right: "run 5 min",
    lesson: "one-ledger")
  static let unsuitedAttack = DiagnosticCode(
    "T030", "attack of another kind",
    cause: "The attack needs something that this system does not have.",
    wrong: "attack selfish_mining on eth { share 35 % }",
    right: "attack selfish_mining on base { share 35 % }",
    lesson: "when-miners-cheat")
  static let cannotCombine = DiagnosticCode(
    "T031", "kinds that do not combine",
    cause: "Only quantities of one dimension can be added or compared.",
    wrong: "print 1 MB + 1 s", right: "print 1 MB + 500 kB",
    lesson: "full-road")
  static let unknownFunction = DiagnosticCode(
    "T032", "unknown function",
    cause: "The word before the parenthesis is no function of the language.",
    wrong: "print squrt(2)", right: "print sqrt(2)",
    lesson: "is-it-final")
  static let wrongArguments = DiagnosticCode(
    "T033", "arguments that do not fit",
    cause: "A function got too many or too few arguments, or one with an unknown name.",
    wrong: "print double_spend(10 %)", right: "print double_spend(10 %, 6)",
    lesson: "is-it-final")
  static let outsideDomain = DiagnosticCode(
    "T034", "outside of a function's domain",
    cause: "The formula has no value for these arguments.",
    wrong: "print double_spend(120 %, 6)", right: "print double_spend(20 %, 6)",
    lesson: "is-it-final")
  static let notInThisVersion = DiagnosticCode(
    "T035", "not in this version",
    cause: "The word belongs to the language, but this version does not simulate it yet.",
    wrong: "exchange dex on eth", right: "chain dex from ethereum",
    lesson: "trading")
  static let tooLate = DiagnosticCode(
    "T036", "too late for this",
    cause:
      "Seed and replicates hold for the whole session, so they come before the first run; an `at` needs a moment that has not passed.",
    wrong: "run 1 day; seed 7", right: "seed 7; run 1 day",
    lesson: "is-it-final")
  static let notAllowedHere = DiagnosticCode(
    "T037", "statement that cannot stand here",
    cause: "Bodies of at, every, when and sweep hold what happens, not what sets up the session.",
    wrong: "at 2 h { seed 7 }", right: "seed 7",
    lesson: "forks")
  static let tooExpensive = DiagnosticCode(
    "T038", "run beyond the limit",
    cause: "The run would need more events than the limit of one session allows.",
    wrong: "chain base from bitcoin; run 90000 years", right: "chain base from bitcoin; run 1 year",
    lesson: "bigger-blocks")
  static let noData = DiagnosticCode(
    "T039", "nothing measured yet",
    cause: "The statement looks at a run or a sweep, and there was none.",
    wrong: "chain base from bitcoin; plot fee of base",
    right: "chain base from bitcoin; run 1 day; plot interval of base",
    lesson: "full-road")
  static let wrongKind = DiagnosticCode(
    "T040", "another kind of thing",
    cause:
      "A name stands for something else than this place needs, such as a system where a value belongs.",
    wrong: "chain base from bitcoin; print base + 1",
    right: "chain base from bitcoin; print base.height + 1",
    lesson: "full-road")
  static let sharesTooLarge = DiagnosticCode(
    "T041", "shares above 100 %",
    cause: "Shares are never scaled; together they may not exceed the whole.",
    wrong: "chain base from bitcoin { shares 70 %, 40 % }",
    right: "chain base from bitcoin { shares 60 %, 40 % }",
    lesson: "when-miners-cheat")
  static let hole = DiagnosticCode(
    "T042", "asked with `?`", cause: "A `?` in place of a value asks what belongs there.",
    wrong: "chain base { block_size ? }", right: "chain base { block_size 1 MB }",
    lesson: "one-ledger")
  static let unsuitedMetric = DiagnosticCode(
    "T043", "metric of another kind", cause: "This system does not have what the metric measures.",
    wrong: "chain a from ethereum; run 1 day; print a.difficulty",
    right: "chain a from bitcoin; run 1 day; print a.difficulty",
    lesson: "work-to-stake")
  static let tooFewReplicates = DiagnosticCode(
    "T044", "too few replicates for this probability",
    cause: "A small probability needs at least 3 / share replicates to be told from zero.",
    wrong: "expect probability of (base.backlog > 1 tx) < 1 %", right: "repeat 300",
    lesson: "is-it-final")
  static let unusableOverride = DiagnosticCode(
    "T045", "--set that does not fit",
    cause: "The command line names a setting that the scenario does not have.",
    wrong: "--set bas.block_size=\"2 MB\"", right: "--set base.block_size=\"2 MB\"",
    lesson: "bigger-blocks")
  static let settingOfAnotherAttack = DiagnosticCode(
    "T050", "setting of another attack", cause: "The attack does not use what the setting says.",
    wrong: "attack partition on base { confirmations 6 }",
    right: "attack partition on base { share 40 % }",
    lesson: "when-miners-cheat")
  static let unusableFile = DiagnosticCode(
    "T060", "data file that cannot be used",
    cause: "The data file is not beside the scenario, or is not what the setting needs.",
    wrong: "channels pay on base { snapshot \"../channels.csv\" }",
    right: "channels pay on base { snapshot \"channels.csv\" }",
    lesson: "channels")
  static let emptyUpgrade = DiagnosticCode(
    "T055", "upgrade to nothing", cause: "An upgrade names a preset, or settings, or both.",
    wrong: "upgrade base", right: "upgrade base { block_size 4 MB }",
    lesson: "forks")
  static let anotherCoin = DiagnosticCode(
    "T056", "upgrade to another coin",
    cause: "An upgrade keeps the ledger, and a ledger is in one coin.",
    wrong: "upgrade base to ethereum", right: "upgrade eth to ethereum_2024",
    lesson: "forks")
  static let internalFault = DiagnosticCode(
    "T099", "internal fault", cause: "The program found a contradiction in its own state.",
    wrong: "", right: "",
    lesson: "own-stack")
  static let unusedSystem = DiagnosticCode(
    "T080", "system that nothing names", cause: "The system is declared and then never used.",
    wrong: "chain base from bitcoin", right: "chain base from bitcoin; run 1 day; compare base",
    lesson: "one-ledger")
  static let shortRun = DiagnosticCode(
    "T081", "run shorter than a block", cause: "In so short a time no block may be found.",
    wrong: "chain base from bitcoin; run 1 min", right: "chain base from bitcoin; run 1 day",
    lesson: "one-ledger")
  static let otherSpelling = DiagnosticCode(
    "T083", "another spelling", cause: "The word is understood, but is spelled otherwise here.",
    wrong: "chain base from bitcoin; run 1 day; print base.tps",
    right: "chain base from bitcoin; run 1 day; print base.throughput",
    lesson: "full-road")
  static let overload = DiagnosticCode(
    "T082", "far above capacity", cause: "Most of the demand cannot get in.",
    wrong: "chain a from bitcoin; workload rush on a { rate 50 ktx/s }; run 1 h",
    right: "chain a from bitcoin; workload rush on a { rate 5 tx/s }; run 1 h",
    lesson: "full-road")

  /// Every code of this layer.
  static let scenarioCodes: [DiagnosticCode] = [
    unknownMetric, unknownName, wrongDimension, unknownSetting, outOfRange, unknownChoice,
    unknownBase,
    nameTaken, unsuitedSetting, unknownUnit, ambiguousUnit, unsuitedAttack, cannotCombine,
    unknownFunction, wrongArguments, outsideDomain, notInThisVersion, tooLate, notAllowedHere,
    tooExpensive, noData, wrongKind, sharesTooLarge, hole, unsuitedMetric, tooFewReplicates,
    unusableOverride, settingOfAnotherAttack, unusableFile, emptyUpgrade, anotherCoin,
    internalFault,
    unusedSystem, shortRun, overload,
    otherSpelling, emptyRun, bitsForBytes, fractionOfPercent,
  ]
}

extension Message {
  /// An unknown word with the nearest legal one, or the legal ones where none is near.
  static func unknown(
    _ code: DiagnosticCode, _ what: String, _ word: String, among words: [String],
    listed: String? = nil, synonyms: [String: String] = [:]
  ) -> Message {
    let meant = synonyms[word.lowercased()] ?? Suggestion.nearest(to: word, among: words)
    var notes: [String] = []
    if let listed { notes.append(listed) }
    if meant == nil, listed == nil, !words.isEmpty {
      notes.append(
        "There is: " + words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", ..." : ""))
    }
    return Message(
      code, "I do not know the \(what) `\(word)`", label: meant.map { "did you mean `\($0)`?" },
      notes: notes)
  }

  static func needs(
    _ subject: String, _ needed: String, got: String, written: String, try attempts: [String]
  ) -> Message {
    Message(
      .wrongDimension, "`\(subject)` needs \(needed), but `\(written)` is \(got)",
      notes: attempts.isEmpty ? [] : ["Try:  " + attempts.joined(separator: "    or    ")])
  }

  static func outOfRange(_ subject: String, _ written: String, range: String) -> Message {
    Message(
      .outOfRange, "`\(subject)` cannot be `\(written)`",
      label: range.isEmpty ? nil : "legal: \(range)")
  }

  /// A label that stands for another attack, or for one on another system.
  static func labelOfAnother(_ label: String, of attack: String, attempt: String) -> Message {
    Message(
      .nameTaken, "`\(label)` is the label of \(attack); outcomes of two attacks do not add up",
      notes: ["Try:  " + attempt])
  }

  /// More events than a session may have.
  static func needsEvents(_ events: Double, limit: Int, _ advice: String) -> Message {
    Message(
      .tooExpensive,
      "this needs about \(Readable.scientific(events, digits: 2)) events; the limit is \(Readable.scientific(Double(limit), digits: 2))",
      notes: [advice])
  }

  static func notInThisVersion(_ word: String, _ meaning: String, instead: String) -> Message {
    Message(
      .notInThisVersion, "`\(word)` (\(meaning)) is not in this version",
      notes: ["What works today: \(instead)"])
  }
}
