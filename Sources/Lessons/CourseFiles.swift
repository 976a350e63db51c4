/// The lesson files of the program, by name.
enum CourseFiles {
  static var all: [(String, [UInt8])] {
    [("01-one-ledger.md", PackageResources._1_one_ledger_md)]
  }
}
