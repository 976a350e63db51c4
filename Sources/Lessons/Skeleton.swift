/// The beginning of a lesson of one's own, which passes its proof as it is.
public enum Skeleton {
  /// - Parameter id: small letters, digits and hyphens.
  public static func text(id: String, title: String) -> String {
    """
    ---
    lesson: \(id)
    title: "\(title)"
    minutes: 15
    words: chain, run, bitcoin, block_size, capacity, print
    format: 1
    ---
    # \(title)

    Begin with a question that somebody would like to have answered.

    ```ask predict id=guess
    What happens to capacity when blocks may be twice as large?
    - it stays
    * it doubles -> Twice the room in the same time.
    ```

    ```tri run
    chain base from bitcoin
    chain big from base { block_size 2 MB }
    run 1 h
    print base.capacity, big.capacity
    ```
    ```text output
    ```

    ## Your own

    ```try id=larger
    Declare a chain `huge` like `base` with blocks up to 4 MB.
    check: huge.block_size = 4 MB
    hint: A chain can start from another one: chain NEW from OLD { ... }
    hint: chain huge from base { block_size ... }
    miss no huge: There is no chain called `huge` yet.
    miss huge.block_size = 4 Mbit: That is megabits; a megabyte is 8 megabits.
    solution: chain huge from base { block_size 4 MB }
    wrong: chain large from base { block_size 4 MB }
    wrong: chain huge from base { block_size 4 Mbit }
    ```

    ```ask number id=factor
    How many times the capacity of `base` does `huge` have?
    answer: huge.capacity / base.capacity within 1 %
    hint: print huge.capacity / base.capacity
    because: the room in a block is the only thing that changed.
    ```

    ```note teacher
    What pupils should take home, and what they usually get wrong.
    ```

    """
  }
}
