import ArgumentParser

/// A limit on wall-clock time as it is written on the command line: `60s`, `2 min`, `none`.
struct TimeLimit: Hashable, ExpressibleByArgument {
  /// Nil for `none`.
  var duration: Duration?

  static let standard = TimeLimit(duration: .seconds(60))

  init(duration: Duration?) { self.duration = duration }

  init?(argument: String) {
    if argument == "none" {
      duration = nil
      return
    }
    let number = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = argument.dropFirst(number.count).drop { $0 == " " }
    guard let value = Double(number), value > 0, let seconds = Self.seconds[String(unit)],
      value * seconds <= 1e8
    else { return nil }
    duration = .milliseconds(Int64((value * seconds * 1000).rounded(.up)))
  }

  private static let seconds = [
    "": 1, "s": 1, "ms": 0.001, "min": 60, "h": 3600, "hour": 3600, "hours": 3600,
  ]
}
