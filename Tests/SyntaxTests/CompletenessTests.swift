import Syntax
import Testing

struct CompletenessTests {
  @Test(
    arguments: [
      "run 7 days", "", "chain a { }", "chain a {\n}\n", "print (1)", "}", "print )", "note \"{",
      "note 'a",
      "# {", "print 5 %", "print a # +", "chain a { note \"open", "?",
    ])
  func `balanced text is complete`(text: String) {
    #expect(Parser.isComplete(text))
  }

  @Test(arguments: [
    "chain a {", "chain a {\n  block_size 4 MB\n", "print (1,", "print 1 +", "compare a,",
    "let x =",
    "print a ->", "expect a and", "expect not", "at 2 h { attack x on y { }", "compare a, # more",
    "sweep a over 1 ..",
  ])
  func `an open bracket, a comma or an operator asks for more`(text: String) {
    #expect(!Parser.isComplete(text))
  }
}
