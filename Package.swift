// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "trilemma",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "trilemma", targets: ["trilemma"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Layer 0: words and numbers, the terminal, the C library.
    .target(name: "Quantities", swiftSettings: settings),
    .target(name: "Terminal", swiftSettings: settings),
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),

    // Layer 1: the engine, charts, syntax and the line editor; none knows another.
    .target(
      name: "Simulation",
      dependencies: [
        "Quantities",
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: settings),
    .target(name: "Charts", dependencies: ["Quantities", "Terminal"], swiftSettings: settings),
    .target(name: "Syntax", dependencies: ["Terminal"], swiftSettings: settings),
    .target(name: "LineEditor", dependencies: ["CLibedit"], swiftSettings: settings),

    // Layer 2 and 3: the models, and what is measured on them.
    .target(
      name: "Blockchain",
      dependencies: ["Quantities", "Simulation"], swiftSettings: settings),
    .target(
      name: "Measures", dependencies: ["Quantities", "Simulation", "Blockchain"],
      swiftSettings: settings),

    // Layer 4: the meaning of the language. Layer 5: lessons in it. Layer 6: the program.
    .target(
      name: "Scenarios",
      dependencies: [
        "Quantities", "Terminal", "Simulation", "Charts", "Syntax", "Blockchain", "Measures",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      exclude: ["Editors"],
      resources: [.embedInCode("Presets")],
      swiftSettings: settings),
    .target(
      name: "Lessons",
      dependencies: ["Terminal", "Simulation", "Scenarios", "Yams"],
      resources: [.embedInCode("Course")],
      swiftSettings: settings),
    .executableTarget(
      name: "trilemma",
      dependencies: [
        "Quantities", "Terminal", "Simulation", "Charts", "Syntax", "LineEditor", "Scenarios",
        "Lessons",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"], swiftSettings: settings),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "SimulationTests", dependencies: ["Quantities", "Simulation"], swiftSettings: settings),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Quantities", "Terminal", "TestSupport"],
      exclude: ["Goldens"], swiftSettings: settings),
    .testTarget(
      name: "SyntaxTests", dependencies: ["Syntax", "Terminal", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "BlockchainTests",
      dependencies: ["Quantities", "Simulation", "Blockchain", "Measures"],
      swiftSettings: settings),
    .testTarget(
      name: "ScenariosTests",
      dependencies: [
        "Quantities", "Terminal", "Simulation", "Syntax", "Blockchain", "Measures", "Scenarios",
        "TestSupport",
      ],
      exclude: ["Goldens", "Bad"],
      swiftSettings: settings),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["Lessons", "Scenarios", "Simulation", "Terminal", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TrilemmaTests",
      dependencies: [
        "trilemma", "Lessons", "LineEditor", "Scenarios", "Terminal", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  ]
)
