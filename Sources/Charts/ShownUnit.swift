import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The unit in which the values of an axis are written, chosen so that the numbers stay short.
struct ShownUnit: Hashable {
  /// Base units in one of it.
  var size: Double
  var name: String

  /// - Parameters:
  ///   - magnitude: The largest value.
  ///   - step: The distance of two ticks, which decides the unit of time.
  ///   - least: Numbers from here on are written with decimals rather than with a power of ten.
  init(_ unit: AxisUnit, magnitude: Double, step: Double, least: Double = 1e-5) {
    switch unit {
    case .number(let name):
      (size, self.name) = Self.counted(magnitude, name, least: least)
    case .percent:
      if magnitude == 0 || magnitude >= 1e-5 {
        (size, name) = (0.01, "%")
      } else {
        (size, name) = magnitude >= 1e-9 ? (1e-6, "ppm") : Self.counted(magnitude, "")
      }
    case .time:
      (size, name) = Self.time(magnitude: magnitude, step: step)
    case .bytes(let binary):
      let base = binary ? 1024.0 : 1000.0
      let names =
        binary ? ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] : ["B", "kB", "MB", "GB", "TB", "PB"]
      var power = 0
      size = 1
      while magnitude >= size * base, power < names.count - 1 {
        size *= base
        power += 1
      }
      name = names[power]
      if magnitude / size >= 1e6 || magnitude < 1e-3 {
        (size, name) = Self.counted(magnitude, "B")
      }
    }
  }

  private static func counted(
    _ magnitude: Double, _ name: String, least: Double = 1e-3
  ) -> (Double, String) {
    func scaled(_ word: String) -> String { name.isEmpty ? word : word + " " + name }
    switch magnitude {
    case 0, least..<1e6: return (1, name)
    case 1e6..<1e9: return (1e6, scaled("million"))
    case 1e9..<1e12: return (1e9, scaled("billion"))
    case 1e12..<1e15: return (1e12, scaled("trillion"))
    default:
      let exponent = 3 * Int((log10(magnitude) / 3).rounded(.down))
      return (pow(10, Double(exponent)), scaled("10^\(exponent)"))
    }
  }

  private static func time(magnitude: Double, step: Double) -> (Double, String) {
    switch step {
    case ..<1e-6: return magnitude == 0 ? (1, "s") : counted(magnitude, "s")
    case ..<1e-3: return (1e-6, "us")
    case ..<0.1: return (1e-3, "ms")
    case ..<60: return (1, "s")
    case ..<3600: return (60, "min")
    case ..<86_400: return (3600, "h")
    case ..<Unit.month: return (86_400, "days")
    case ..<Unit.year: return (Unit.month, "months")
    default:
      let (size, name) = counted(magnitude / Unit.year, "years")
      return (size * Unit.year, name)
    }
  }
}

extension Double {
  /// The value as charts take it: what is beyond 10^300 is infinite and what is below 10^-290 zero,
  /// so that differences and ratios of any two stay finite.
  var charted: Double {
    if magnitude > 1e300 { return self < 0 ? -.infinity : .infinity }
    return magnitude < 1e-290 ? 0 : self
  }
}
