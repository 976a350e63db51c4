import Blockchain
import Quantities

extension SettingContent {
  func coins(of coin: Coin) -> Double {
    guard case .number(let dollars) = self, coin.price > 0 else { return 0 }
    return dollars / coin.price
  }
}

extension KnownSetting {
  /// - Parameters:
  ///   - range: in the unit that it is shown in, if one is named, otherwise in base units.
  ///   - unit: what it is shown in where not in the unit that reads best.
  ///   - scale: base units in one unit of the model's.
  static func number(
    _ name: String, _ path: any WritableKeyPath<Parameters, Double> & Sendable,
    _ dimension: Dimension, _ range: ClosedRange<Double>, shownIn unit: String? = nil,
    stored scale: Double = 1, whole: Bool = false, _ meaning: String, _ examples: [String],
    suits: [String] = []
  ) -> KnownSetting {
    let size = unit.flatMap { Prices().unit($0)?.value } ?? 1
    let limits = range.lowerBound * size...range.upperBound * size
    return KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, limits, whole: whole), suits: suits,
        meaning: meaning, examples: examples, unit: unit),
      read: { parameters, _ in .number(parameters[keyPath: path] * scale) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = value / scale }
      })
  }

  static func interval(
    _ name: String, _ path: any WritableKeyPath<Parameters, Interval> & Sendable,
    _ range: ClosedRange<Double>, shownIn unit: String? = nil, _ meaning: String,
    _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.time, range, whole: false), suits: suits, meaning: meaning,
        examples: examples, unit: unit),
      read: { parameters, _ in .number(parameters[keyPath: path].seconds) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = .seconds(value) }
      })
  }

  static func whole(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int64> & Sendable,
    _ dimension: Dimension,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: true), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .number(Double(parameters[keyPath: path])) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int64(value.rounded()) }
      })
  }

  static func optional(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int64?> & Sendable,
    _ dimension: Dimension,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: true), suits: [], meaning: meaning,
        examples: examples),
      read: { parameters, _ in
        parameters[keyPath: path].map { .number(Double($0)) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int64(value.rounded()) }
      })
  }

  static func count(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int> & Sendable,
    _ range: ClosedRange<Double>,
    _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.number, range, whole: true), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .number(Double(parameters[keyPath: path])) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int(value.rounded()) }
      })
  }

  /// Money that the model keeps in coins.
  static func coins(
    _ name: String, _ path: any WritableKeyPath<Parameters, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.money, range, whole: false), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, coin in .number(parameters[keyPath: path] * coin.price) },
      write: { parameters, content, coin in parameters[keyPath: path] = content.coins(of: coin) })
  }

  static func yesNo(
    _ name: String, _ path: any WritableKeyPath<Parameters, Bool> & Sendable, _ meaning: String,
    _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    either("yes", or: "no", name, path, meaning, examples, suits: suits)
  }

  static func onOff(
    _ name: String, _ path: any WritableKeyPath<Parameters, Bool> & Sendable, _ meaning: String,
    _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    either("on", or: "off", name, path, meaning, examples, suits: suits)
  }

  private static func either(
    _ yes: String, or no: String, _ name: String,
    _ path: any WritableKeyPath<Parameters, Bool> & Sendable, _ meaning: String,
    _ examples: [String], suits: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .word([yes, no]), suits: suits, meaning: meaning, examples: examples),
      read: { parameters, _ in .word(parameters[keyPath: path] ? yes : no) },
      write: { parameters, content, _ in
        if case .word(let word) = content { parameters[keyPath: path] = word == yes }
      })
  }

  static func word<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ type: Choice.Type, _ path: any WritableKeyPath<Parameters, Choice> & Sendable,
    _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .word(type.allCases.map(\.rawValue)), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .word(parameters[keyPath: path].rawValue) },
      write: { parameters, content, _ in
        if case .word(let word) = content, let choice = Choice(rawValue: word) {
          parameters[keyPath: path] = choice
        }
      })
  }
}
