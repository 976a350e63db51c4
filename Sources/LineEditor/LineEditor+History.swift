private import CLibedit

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

extension LineEditor {
  private static let kept: Int32 = 1000

  /// Adds a whole statement, of one line or several, to what the Up key recalls, and to the file.
  /// A repetition of the last one is not added again.
  public func remember(_ text: String) {
    var event = HistEvent()
    guard history_text(past, &event, H_ENTER, text) == 1, let historyFile else { return }
    // Appended at once and alone, so that two sessions keep each other's lines.
    guard let single = history_init() else { return }
    defer { history_end(single) }
    history_number(single, &event, H_SETSIZE, 1)
    history_text(single, &event, H_ENTER, text)
    guard let stream = fopen(historyFile, "a") else { return }
    fseek(stream, 0, SEEK_END)
    history_stream(single, &event, H_SAVE_FP, stream)
    fclose(stream)
  }

  func loadHistory() {
    var event = HistEvent()
    history_number(past, &event, H_SETSIZE, Self.kept)
    history_number(past, &event, H_SETUNIQUE, 1)
    guard let historyFile else { return }
    let count = history_text(past, &event, H_LOAD, historyFile)
    // Only the last part was kept in memory; a file that has grown far beyond it is cut to that.
    if count > 4 * Self.kept { history_text(past, &event, H_SAVE, historyFile) }
  }
}
