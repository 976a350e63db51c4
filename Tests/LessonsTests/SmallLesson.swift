@testable import Lessons

/// A lesson with one of everything.
let smallLesson = """
  ---
  lesson: small
  title: Larger blocks
  minutes: 5
  words: chain, bitcoin, run, block_size, block_interval
  format: 1
  ---
  # Larger blocks

  Bitcoin makes a block about every **10 minutes**.

  ```ask predict id=p1
  How many blocks in 6 hours?
  - none
  * about 36 -> Six an hour.
  ```

  ```tri run
  chain base from bitcoin
  run 6 h
  ```
  ```text output
    base: chain from bitcoin
    6 h simulated, 41 blocks, seed 42
  ```

  That was quick.

  ## Your own

  ```try id=make-big
  Declare a chain `big` like `base`, with blocks up to 32 MB.
  check: big.block_size = 32 MB
  check: big.block_interval = base.block_interval
  hint: A chain can start from an old one.
  hint: chain big from base { block_size ... }
  miss big.block_size = 32 Mbit: You wrote megabits; a megabyte is 8 megabits.
  miss no big: I see no chain called `big` yet.
  solution: chain big from base { block_size 32 MB }
  wrong: chain big from bitcoin { block_size 32 Mbit }
  wrong: chain huge from base { block_size 32 MB }
  ```

  ```note teacher
  Ask who has to store the blocks.
  ```

  ```ask number id=q1
  How long between blocks?
  answer: base.block_interval within 5 %
  miss 10 s: Those are seconds.
  hint: It is said above.
  because: Bitcoin aims at 600 s.
  ```

  ```ask choice id=q2
  Who pays for larger blocks?
  - the miner       -> The miner earns more. Who receives the block?
  * every full node -> Each one keeps it.
  hint: Who has to download it?
  ```

  """

func lesson(_ text: String = smallLesson, file: String = "small.md") throws -> Lesson {
  try Lesson(reading: text, file: file)
}

/// The small lesson with something else in place of a part of it.
func altered(_ part: String, _ other: String) -> String {
  precondition(smallLesson.contains(part))
  return smallLesson.replacing(part, with: other)
}
