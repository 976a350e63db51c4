import Blockchain
import Measures
import Quantities
import Syntax

/// Words that could stand where the cursor is.
public struct Completions: Hashable, Sendable {
  /// Byte offset at which the replaced word begins.
  public var start: Int
  public var candidates: [Candidate]

  public struct Candidate: Hashable, Sendable {
    public var text: String
    /// `metric`, `setting`, `unit`, ...: candidates of a group are listed together.
    public var group: String

    public init(text: String, group: String) {
      self.text = text
      self.group = group
    }
  }
}

extension Session {
  /// What fits before the cursor: only presets after `from`, only units after a number, inside a block
  /// only that kind's settings.
  public func completions(before text: String) -> Completions {
    let cursor = CursorContext(text)
    let candidates = candidates(for: cursor).filter {
      $0.text.hasPrefix(cursor.prefix) && $0.text != cursor.prefix
    }
    return Completions(start: cursor.start, candidates: candidates)
  }

  private func candidates(for cursor: CursorContext) -> [Completions.Candidate] {
    func group(_ name: String, _ words: [String]) -> [Completions.Candidate] {
      words.map { Completions.Candidate(text: $0, group: name) }
    }
    let scope = interpreter.scope
    let systems = group("system", scope.systems.map(\.name))
    let outcomes = AttackOutcome.Field.allCases.filter { field in
      scope.labels.contains { $0.attack.fields.contains(field) }
    }
    // Only what some system here has.
    let suited = Metric.all.filter { metric in
      scope.systems.isEmpty || scope.systems.contains { metric.applies(to: $0.parameters) }
    }
    let metrics =
      group("metric", suited.map(\.name)) + group("outcome", outcomes.map(\.rawValue))
    let presets = group("preset", Preset.all.map(\.name))
    let labels = group("attack", scope.labels.map(\.name))
    if let owner = cursor.owner, let label = scope.label(owner) {
      guard cursor.words.first != "set", cursor.words.first != "ramp" else { return [] }
      return group("outcome", label.attack.fields.map { "\(owner).\($0.rawValue)" })
        + group("setting", label.attack.settings.map { "\(owner).\($0)" })
    }
    if let owner = cursor.owner {
      let index = scope.systemIndex(owner)
      let members =
        index == nil
        ? group("setting", KnownSetting<WorkloadParameters>.names)
        : (cursor.words.first == "set" || cursor.words.first == "ramp"
          ? []
          : group(
            "metric",
            suited.filter { metric in
              index.map { metric.applies(to: scope.systems[$0].parameters) } ?? false
            }.map(\.name)))
          + group(
            "setting",
            KnownSetting<ChainParameters>.table(
              of: index.map { scope.systems[$0].parameters.kind } ?? .chain
            ).map(\.info.name))
      guard index != nil || scope.workloadIndex(owner) != nil else { return [] }
      return members.map { Completions.Candidate(text: "\(owner).\($0.text)", group: $0.group) }
    }
    if cursor.isAfterNumber { return group("unit", units(for: cursor)) }
    if let block = cursor.block, cursor.words.isEmpty {
      switch block {
      case "workload": return group("setting", KnownSetting<WorkloadParameters>.names)
      case "attack":
        return group(
          "setting",
          cursor.attack.flatMap(Attack.named)?.settings ?? KnownSetting<AttackLaunch>.names)
      default:
        let kind = SystemKind.named(block)?.kind ?? .chain
        return group("setting", KnownSetting<ChainParameters>.table(of: kind).map(\.info.name))
      }
    }
    if cursor.block != nil, let setting = cursor.words.first {
      let known =
        cursor.block == "attack"
        ? KnownSetting<AttackLaunch>.named(setting)?.info
        : KnownSetting<ChainParameters>.named(setting)?.info
      if case .word(let words)? = known?.shape { return group("word", words) }
      return setting == "mix"
        ? group("kind of transaction", TransactionKind.allCases.map(\.rawValue)) : []
    }
    guard let last = cursor.words.last else {
      return group("statement", StatementWord.all.map(\.word))
    }
    switch last {
    case "from": return presets + systems
    case "on", "between": return systems
    case "of": return systems + labels
    case "plot", "histogram", "box", "bars", "heatmap", "by": return metrics
    case "compare": return systems + labels
    case "tree", "triangle": return systems
    case "explain", "set", "ramp", "print", "expect", "when", "sweep":
      return group("name", scope.names)
    case "show":
      return group("table", Scope.tables) + group("keyword", ["preset", "attack_tree"])
        + group("name", scope.names)
    case "preset": return presets
    case "?": return group("word", Vocabulary.all.map(\.word))
    case "attack": return group("attack", Attack.known.map(\.name))
    default:
      switch cursor.words.first {
      case "plot", "histogram", "box", "bars", "heatmap":
        return cursor.words.contains("of")
          ? systems + labels + group("keyword", ["log", "against", "from", "to"])
          : metrics + group("keyword", ["of"])
      case "compare":
        return (cursor.words.contains("by") ? metrics : systems + labels)
          + group("keyword", ["by"])
      case "attack": return group("keyword", ["on", "as"])
      case "chain": return group("keyword", ["from"])
      case "rollup", "channels", "plasma", "sidechain":
        return group("keyword", ["on", "from"])
      case "bridge": return group("keyword", ["between", "from"])
      case "workload":
        return cursor.words.contains("on") ? systems : group("keyword", ["on"])
      default:
        return group("name", scope.names) + group("function", Function.all.map { $0.name + "(" })
      }
    }
  }

  /// Units of the dimension that the place expects.
  private func units(for cursor: CursorContext) -> [String] {
    var dimension: Dimension?
    if let word = cursor.words.first(where: { !$0.isEmpty }) {
      let name = cursor.block == nil ? cursor.words.last { $0.contains(".") } ?? word : word
      let setting = name.split(separator: ".").last.map(String.init) ?? name
      let known =
        cursor.block == "attack" || name.contains(".")
        ? KnownSetting<AttackLaunch>.named(setting)?.info : nil
      let shape =
        (known ?? KnownSetting<ChainParameters>.named(setting)?.info
        ?? KnownSetting<WorkloadParameters>.named(setting)?.info)?.shape
      if case .quantity(let wanted, _, _)? = shape {
        dimension = wanted
      } else if case .share? = shape {
        dimension = .number
      } else if ["run", "at", "every", "warmup"].contains(word) {
        dimension = .time
      } else if word == "price" {
        dimension = .money
      } else if let metric = Metric.named(setting) {
        dimension = metric.dimension
      } else if let field = AttackOutcome.Field(rawValue: setting) {
        dimension = field.dimension
      }
    }
    guard let dimension else { return Unit.all.map(\.name) }
    let simple = Unit.all.filter { $0.dimension == dimension }.map(\.name)
    let compound = dimension.likelyUnits.filter { !simple.contains($0) }
    return compound + simple
  }
}

/// What stands before the cursor, as far as completion needs to know.
struct CursorContext {
  /// The word being typed.
  var prefix: String
  var start: Int
  /// The words of the statement or setting before it.
  var words: [String]
  /// `base` in `base.blo`.
  var owner: String?
  /// `chain`, `workload` or `attack` inside the block of such a statement.
  var block: String?
  /// The attack whose block is open.
  var attack: String?
  var isAfterNumber: Bool

  init(_ text: String) {
    let bytes = Array(text.utf8)
    func isPart(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
        || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    var start = bytes.count
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    prefix = String(decoding: bytes[start...], as: UTF8.self)
    self.start = start
    owner = prefix.contains(".") ? prefix.split(separator: ".").first.map(String.init) : nil

    // The innermost open block and the statement that opened it.
    var opened: [Int] = []
    for (i, byte) in bytes[..<start].enumerated() {
      if byte == UInt8(ascii: "{") { opened.append(i) }
      if byte == UInt8(ascii: "}"), !opened.isEmpty { opened.removeLast() }
    }
    let head = opened.last.map { Self.statement(bytes[..<$0]) } ?? []
    block = head.first.flatMap { ["chain", "workload", "attack"].contains($0) ? $0 : nil }
    attack = block == "attack" ? head.dropFirst().first : nil
    let from = opened.last.map { $0 + 1 } ?? 0
    words = Self.statement(bytes[from..<start])
    isAfterNumber = words.last.map { Double($0.replacing("_", with: "")) != nil } ?? false
  }

  /// The words after the last line end, semicolon or bracket.
  private static func statement(_ bytes: ArraySlice<UInt8>) -> [String] {
    let ends: [UInt8] = [10, UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}")]
    let tail = bytes.lastIndex(where: ends.contains).map { bytes[($0 + 1)...] } ?? bytes
    return String(decoding: tail, as: UTF8.self)
      .split(whereSeparator: { " \t,()".contains($0) }).map(String.init)
  }
}
