import Syntax
import Testing

struct RefusalTests {
  /// What a refused text is told: the label, or the first note, or the title.
  private func advice(_ text: String) -> String {
    guard let first = Parser.parse(Source(text: text)).diagnostics.first else { return "accepted" }
    return first.label ?? first.notes.first ?? first.title
  }

  @Test(arguments: [
    ("chain a { ⟦block_size⟧ }", "T008"), ("chain a { x ⟦=⟧ 4 MB }", "T008"),
    ("chain a { x⟦:⟧ 4 MB }", "T008"), ("seed ⟦=⟧ 42", "T008"), ("set a.b ⟦=⟧ 4 MB", "T008"),
    ("price BTC ⟦=⟧ 1 USD", "T008"), ("chain a { x 4 MB⟦,⟧ }", "T008"),
    ("chain a {\n x 4 MB⟦,⟧\n relay full\n}", "T008"), ("chain a { relay full ⟦nodes⟧ 5 }", "T008"),
    ("attack x on y { share 40 % ⟦lasts⟧ 6 h }", "T008"),
    ("attack x on y { share 40 lasts ⟦6⟧ h }", "T008"), ("chain a { x ⟦{⟧ } }", "T008"),
    ("chain a { mix b 70 %, ⟦c⟧ }", "T008"), ("chain a { ⟦+⟧ 3 }", "T008"),
    ("let cap ⟦4⟧ MB", "T018"), ("let cap⟦:⟧ 4 MB", "T018"), ("let cap⟦⟧", "T018"),
    ("print⟦(⟧\"x\", y)", "T007"), ("plot⟦(⟧fee, base)", "T007"), ("⟦exit()⟧", "T007"),
    ("⟦quit()⟧", "T007"), ("⟦help⟧", "T007"), ("⟦:save⟧ a.tri", "T007"), ("⟦cap⟧ = 4 MB", "T007"),
    ("expect a ⟦==⟧ b", "T007"), ("expect a ⟦&&⟧ b", "T007"), ("expect a ⟦||⟧ b", "T007"),
    ("expect ⟦!⟧a", "T007"), ("run 7 days ⟦// a week⟧", "T007"),
    ("⟦/*⟧ a\n b */ run 7 days", "T007"),
    ("⟦/*⟧ never closed\nreset", "T007"), ("print 5 ⟦%⟧ 3", "T007"), ("compare a ⟦and⟧ b", "T007"),
    ("sweep a over ⟦[⟧1, 2] { }", "T007"), ("sweep a over 1⟦...⟧4 { }", "T007"),
    ("sweep a over 1⟦..<⟧4 { }", "T007"), ("chain a ⟦=⟧ bitcoin", "T007"),
    ("chain a⟦:⟧ bitcoin", "T007"),
    ("note ⟦'hi'⟧", "T004"), ("note ⟦\"hi⟧", "T004"), ("note ⟦“hi”⟧", "T004"),
    ("note ⟦„it’s“⟧", "T004"), ("note ⟦“hi⟧", "T004"), ("note \"a⟦\\t⟧b\"", "T004"),
    ("chain a\n⟦{⟧\n x 1\n}", "T017"), ("at 2 h\n⟦{⟧ reset }", "T017"),
    ("chain a ⟦{⟧\n x 1\n\nrun 7 days", "T012"), ("at 2 h ⟦{⟧\n reset", "T012"),
    ("print ⟦(⟧1 + 2", "T012"), ("print ⟦(⟧1 + 2\nrun 7 days", "T012"), ("print f⟦(⟧1, 2", "T012"),
    ("⟦}⟧", "T012"), ("print 1⟦)⟧", "T012"), ("⟦)⟧", "T012"), ("⟦{⟧ a }", "T012"),
    ("sweep a over (1⟦,⟧ 2) { }", "T012"),
    ("chain ⟦big-block⟧ from bitcoin", "T009"), ("chain a { ⟦block-size⟧ 4 MB }", "T009"),
    ("plot ⟦stale-rate⟧ of a", "T009"), ("set a.⟦block-size⟧ 4 MB", "T009"),
    ("chain ⟦run⟧ from bitcoin", "T009"), ("let ⟦of⟧ = 3", "T009"), ("chain ⟦2big⟧", "T009"),
    ("chain ⟦\"a\"⟧", "T009"), ("print ⟦_x⟧", "T009"), ("branch ⟦plot⟧", "T009"),
    ("expect a ⟦≤⟧ b", "T003"), ("print 3 ⟦×⟧ 4", "T003"), ("print 3 ⟦–⟧ 4", "T003"),
    ("print 3 ⟦−⟧ 4", "T003"), ("print a ⟦→⟧ h", "T003"), ("print ⟦größe⟧", "T003"),
    ("run 5 ⟦µs⟧", "T003"), ("print ⟦$⟧5", "T003"), ("print a ⟦@⟧ b", "T003"),
    ("print ⟦1,000⟧", "T005"), ("price BTC ⟦60,000⟧ USD", "T005"),
    ("price BTC ⟦60,500⟧ USD", "T005"),
    ("print ⟦1,000,000⟧ USD", "T005"), ("run ⟦1e400⟧ s", "T005"),
    ("sweep a over 1 .. 4 by ⟦x0⟧ { }", "T005"),
    ("⟦plt⟧ fee of a", "T006"), ("⟦foo⟧", "T006"), ("⟦1⟧ + 2", "T006"), ("⟦base.fee⟧", "T006"),
    ("⟦base.block_size⟧ 8 MB", "T006"), ("⟦,⟧", "T006"),
    ("expect 1 < x ⟦<⟧ 2", "T016"), ("expect a in 3⟦⟧", "T016"),
    ("expect a = b ⟦in⟧ 1 .. 2", "T016"),
    ("let a = (1 + 2) ⟦MB⟧", "T015"), ("let a = (1 + 2) ⟦%⟧", "T015"), ("print a ->⟦⟧", "T015"),
    ("print a -> ⟦USD / month⟧", "T015"),
    ("run⟦⟧", "T013"), ("run 5 ⟦+⟧", "T013"), ("print 1 ⟦+⟧\nrun 7 days", "T013"),
    ("print ⟦()⟧", "T013"), ("print 3 ⟦*⟧ * 4", "T013"), ("run ⟦of⟧ 3", "T013"),
    ("print f(⟦,⟧)", "T013"),
    ("plot fee⟦⟧", "T010"), ("plot fee ⟦fo⟧ a", "T010"), ("plot ⟦base.fee⟧", "T010"),
    ("attack x⟦⟧", "T010"), ("attack x ⟦of⟧ a", "T010"), ("heatmap fee of a against b⟦⟧", "T010"),
    ("at now ⟦-⟧ 2 h { }", "T010"), ("note ⟦hi⟧ there", "T010"), ("print ⟦base.⟧", "T010"),
    ("expect probability of ⟦a⟧ > 3 < 1 %", "T010"), ("at 2 h⟦⟧", "T010"),
    ("ramp a to 5⟦⟧", "T010"),
    ("ramp a over 5 h⟦⟧", "T010"), ("expect probability of (a) ⟦1⟧", "T010"), ("back ⟦A⟧", "T010"),
    ("when a > 1 { } ⟦agian⟧", "T010"), ("expect a within 5 % ⟦becuase⟧ \"x\"", "T010"),
    ("reset ⟦7⟧", "T011"), ("run 7 days ⟦plot⟧ fee of a", "T011"), ("print 2 ⟦base.fee⟧", "T011"),
    ("print f(1 ⟦2⟧)", "T011"), ("chain a on b ⟦on⟧ c", "T011"), ("run 1 MB ⟦..⟧ 2 MB", "T011"),
    ("run 5 ⟦{⟧ }", "T011"), ("show a b ⟦c⟧", "T011"), ("at 2 h ⟦reset⟧", "T017"),
    ("chain a { } ⟦{⟧ }", "T011"),
    ("sweep a, b over (1, 2), ⟦3⟧ { }", "T019"), ("sweep a, b over ⟦(1, 2, 3)⟧ { }", "T019"),
  ])
  func `what is refused is pointed at`(text: String, code: String) {
    let (text, extent) = marked(text)
    let first = Parser.parse(Source(text: text)).diagnostics.first
    #expect(first?.code.id == code)
    #expect(first?.extent.map { [$0.lower, $0.upper] } == [extent.lower, extent.upper])
  }

  @Test(arguments: [
    ("plt fee of a", "did you mean `plot`?"), ("Run 7 days", "did you mean `run`?"),
    ("chian a", "did you mean `chain`?"), ("simulate 7 days", "here it is called `run`"),
    ("assert a > 1", "here it is called `expect`"), ("graph fee of a", "here it is called `plot`"),
    ("for i in 1 .. 3 { }", "here it is called `sweep`"),
    ("if a > 1 { }", "here it is called `when`"),
    ("foo", "A line starts with a word such as chain, run, plot, compare, expect."),
    ("cap = 2 * 4 MB", "Try:  let cap = 2 * 4 MB"), ("base.fee", "Try:  print base.fee"),
    ("base.block_size 8 MB", "Try:  set base.block_size 8 MB"), ("1 + 2", "Try:  print 1 + 2"),
    ("base.block_size = 8 MB", "Try:  set base.block_size 8 MB"),
    ("chain a { x = 4 MB }", "Try:  x 4 MB"), ("chain a { x: pow }", "Try:  x pow"),
    ("let cap 4 MB", "Try:  let cap = 4 MB"), ("print(\"x\", f(y))", "Try:  print \"x\", f(y)"),
    ("exit()", "At the prompt type `exit`. A file ends by itself."), ("expect a == b", "write `=`"),
    ("note 'hi'", "write \"hi\""), ("note hi there", "Try:  note \"hi there\""),
    ("chain big-block", "write `big_block`"), ("price BTC 60,000 USD", "write `60_000`"),
    ("plot base.fee.p99", "Try:  plot fee.p99 of base"), ("run 5 µs", "write `us`"),
    ("print 2 base.fee", "Try:  2 * base.fee"), ("print a -> USD / month", "write `USD/month`"),
    ("let a = (1 + 2) MB", "Try:  (1 + 2) * 1 MB"), ("print $5", "Try:  5 USD"),
    ("compare a and b", "write `,`"), ("plot fee fo a", "did you mean `of`?"),
    ("print (1+2)", "accepted"), ("print(1) * 2", "accepted"), ("run(7 days)", "accepted"),
    ("print a-b", "accepted"), ("run 51%", "accepted"),
    ("sweep a over 100,200,300 { }", "accepted"),
    ("chain a { shares 4,1,1 }", "accepted"), ("print log(3)", "accepted"),
  ])
  func `a foreign habit is shown the right form`(text: String, advice: String) {
    #expect(self.advice(text) == advice)
  }

  @Test func `one error a line is reported`() {
    #expect(culprits("expect a == b && c == !d") == ["T007 =="])
  }

  @Test func `a habit does not hide the rest of the file`() {
    let text = "chain a {\n  x = 4 MB\n  relay full\n}\nrun 2 h"
    let parsed = Parser.parse(Source(text: text))
    #expect(parsed.diagnostics.count == 1)
    #expect(
      parsed.statements.formatted == "chain a {\n  x 4 MB\n  relay full\n}\nrun 2 h\n")
  }
}
