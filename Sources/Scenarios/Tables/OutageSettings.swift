import Blockchain
import Quantities

extension KnownSetting where Parameters == OutageParameters {
  /// What an outage can be told.
  static let outage: [KnownSetting] = [
    KnownSetting(
      info: SettingInfo(
        name: "lasts", shape: .quantity(.time, 1e-3...100 * Unit.year, whole: false), suits: [],
        meaning: "until the producers are back", examples: ["lasts 36 h", "lasts 20 min"],
        standard: "for good"),
      read: { outage, _ in outage.lasts.map { .number($0.seconds) } ?? .unset },
      write: { outage, content, _ in
        if case .number(let seconds) = content { outage.lasts = .seconds(seconds) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "share", shape: .share, suits: [],
        meaning: "part of the producers' power that is gone",
        examples: ["share 34 %", "share 100 %"], standard: "100 %"),
      read: { outage, _ in .number(outage.share) },
      write: { outage, content, _ in
        if case .number(let share) = content { outage.share = share }
      }),
  ]

  static let names = outage.map(\.info.name)

  static func named(_ name: String) -> KnownSetting? { outage.first { $0.info.name == name } }
}
