/// Where nodes stand and what lines they have, region by region.
///
/// Regions in order: North America, Europe, South America, Asia and the Pacific, Japan, Australia.
struct Geography: Hashable, Sendable {
  /// Nodes in each region; need not sum to 1.
  var shares: [Double]
  /// One way, from region to region, ms.
  var latencies: [[Double]]
  /// Median line of a region's nodes, Mbit/s.
  var downloads: [Double]
  var uploads: [Double]
  /// No transfer between two regions is faster, Mbit/s.
  var interregional = Double.infinity
}

extension Geography {
  /// SimBlock's Bitcoin of 2015 (dsg-titech/simblock, `NetworkConfiguration.java`, commit 5fc7f9f).
  static let y2015 = Geography(
    shares: [0.3869, 0.5159, 0.0113, 0.0574, 0.0119, 0.0166],
    latencies: [
      [36, 119, 255, 310, 154, 208],
      [119, 12, 221, 242, 266, 350],
      [255, 221, 137, 347, 256, 269],
      [310, 242, 347, 99, 172, 278],
      [154, 266, 256, 172, 9, 163],
      [208, 350, 269, 278, 163, 22],
    ],
    downloads: [25, 24, 6.5, 10, 17.5, 14],
    uploads: [4.7, 8.1, 1.8, 5.3, 3.4, 5.2],
    interregional: 6)

  /// SimBlock's Bitcoin of 2019, from the same file; its cap of 6 Mbit/s between regions is left out,
  /// which lines of that year exceeded.
  static let y2019 = Geography(
    shares: [0.3316, 0.4998, 0.0090, 0.1177, 0.0224, 0.0195],
    latencies: [
      [32, 124, 184, 198, 151, 189],
      [124, 11, 227, 237, 252, 294],
      [184, 227, 88, 325, 301, 322],
      [198, 237, 325, 85, 58, 198],
      [151, 252, 301, 58, 12, 126],
      [189, 294, 322, 198, 126, 16],
    ],
    downloads: [52, 40, 18, 22.8, 22.8, 29.9],
    uploads: [19.2, 20.7, 5.8, 15.7, 10.2, 11.3])

  /// Distances and regions of 2019 with the lines of 2025, an assumption that leans on the median
  /// download of the United States, 298 Mbit/s (Speedtest, October 2025).
  static let y2025 = Geography(
    shares: y2019.shares,
    latencies: y2019.latencies,
    downloads: [290, 220, 120, 200, 220, 120],
    uploads: [60, 70, 25, 60, 60, 25])
}

extension NetworkParameters.Era {
  var geography: Geography {
    switch self {
    case .y2015: .y2015
    case .y2019: .y2019
    case .y2025: .y2025
    }
  }

  /// Seconds to verify a megabyte (assumptions).
  var verification: Double {
    switch self {
    case .y2015: 0.3
    case .y2019: 0.1
    case .y2025: 0.05
    }
  }
}
