import Scenarios
import Terminal

/// What the prompt itself has to say.
enum PromptTexts {
  static let prompt = "trilemma> "
  static let continuation = "     ...> "

  /// Above a conversation that is written into a file.
  static let heading = "A conversation with trilemma \(Session.version)"

  /// What `:big` repeats.
  static let pictures: Set<String> = [
    "plot", "histogram", "box", "bars", "compare", "heatmap", "tree", "triangle",
  ]

  static func banner(seed: UInt64, page: Page) -> StyledText {
    StyledText("trilemma \(Session.version)", .bold)
      + StyledText(
        "  seed \(seed)  \(page.charset) \(page.width)x\(page.height)     help | ? WORD | quit")
  }

  static let help = StyledText(
    """
    A first chart in four lines (type them, or paste them):

      chain base from bitcoin
      workload shopping on base { rate 5 tx/s; bid 5 USD }
      run 1 day
      plot backlog of base

    Then change something: chain big from base { block_size 4 MB }

      ? word       what a word means: ? block_size, ? backlog, ? plot
      show presets / metrics / units / attacks
      Tab          completes a word or shows what fits; Up recalls what you typed
      Ctrl-C       stops a run or clears the line; Ctrl-D or quit leaves

      :save f.tri  :load f.tri  :undo  :reset  :history  :errors  :cancel
      :set width 100 | charset ascii | color never | seed 7    :time on  :trace on
      :transcript on f.md  :edit  :projector on  :big (the last chart once more)
    """)

  static let openBlock = StyledText(
    "  (the block is still open: close it with }, or leave it with two empty lines or Ctrl-C)",
    .dim)
  static let leftBlock = StyledText("  left the unfinished block; nothing of it ran", .dim)
}
