import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A path in its two parts: the folder, and the name in it.
struct FilePlace: Hashable {
  var folder: String
  var name: String

  init(_ path: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      folder = "."
      name = path
      return
    }
    folder = slash == path.startIndex ? "/" : String(path[..<slash])
    name = String(path[path.utf8.index(after: slash)...])
  }

  var isFolderPresent: Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Names in the folder that a slip of the finger could have meant, best first, as paths.
  func nearPaths(limit: Int = 3) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 10_000, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var near = [Suggestion.nearest(to: name, among: names.sorted())].compactMap(\.self)
    if names.contains(name + ".tri") {
      near.removeAll { $0 == name + ".tri" }
      near.insert(name + ".tri", at: 0)
    }
    return near.prefix(limit).map { folder == "." ? $0 : "\(folder)/\($0)" }
  }
}
