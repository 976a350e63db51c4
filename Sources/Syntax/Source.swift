/// Text to read: a file, or what was typed at the prompt.
public struct Source: Sendable {
  /// The file's name; none for what was typed at the prompt.
  public let name: String?
  /// UTF-8, as it was read, without a byte order mark.
  public let bytes: [UInt8]
  /// Where each line starts.
  private let starts: [Int]

  /// More bytes than this are refused before anything is read (4 MB).
  public static let byteLimit = 4_000_000

  public init(name: String? = nil, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
    var starts = [0]
    if self.bytes.count <= Self.byteLimit {
      for (i, byte) in self.bytes.enumerated() where byte == Byte.lineFeed { starts.append(i + 1) }
    }
    self.starts = starts
  }

  public init(name: String? = nil, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The characters of an extent; what lies outside the source is left out.
  public func text(in extent: Extent) -> String {
    let lower = min(max(extent.lower, 0), bytes.count)
    let upper = min(max(extent.upper, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The number, from 1, of the line that holds a byte.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// A line, counted from 1, without its end.
  public func extent(ofLine line: Int) -> Extent {
    guard line >= 1, line <= starts.count else { return Extent(bytes.count, bytes.count) }
    let lower = starts[line - 1]
    var upper = line < starts.count ? starts[line] - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == Byte.carriageReturn { upper -= 1 }
    return Extent(lower, upper)
  }
}

extension Source: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bytes.count)
  }

  public static func == (a: Source, b: Source) -> Bool { a.name == b.name && a.bytes == b.bytes }
}

/// The bytes that have a part in the language.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }
}

extension Source {
  /// Where the source stops being text: a zero byte, or bytes that are not UTF-8.
  var firstNonText: Int? {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0 { return i }
      if byte < 0x80 {
        i += 1
      } else if let (_, length) = bytes.scalar(at: i) {
        i += length
      } else {
        return i
      }
    }
    return nil
  }
}

extension [UInt8] {
  /// The Unicode scalar that starts at a byte, and how many bytes it takes; nothing where the bytes
  /// are not UTF-8 (Unicode 15, table 3-7).
  func scalar(at i: Int) -> (Unicode.Scalar, Int)? {
    let lead = self[i]
    let length: Int
    var value: UInt32
    switch lead {
    case 0x00..<0x80: return (Unicode.Scalar(lead), 1)
    case 0xC2..<0xE0: (length, value) = (2, UInt32(lead & 0x1F))
    case 0xE0..<0xF0: (length, value) = (3, UInt32(lead & 0x0F))
    case 0xF0..<0xF5: (length, value) = (4, UInt32(lead & 0x07))
    default: return nil
    }
    guard i + length <= count else { return nil }
    for k in 1..<length {
      guard self[i + k] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(self[i + k] & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
