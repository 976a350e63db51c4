import Quantities

/// What other systems send to a chain, and what it answers them.
struct Post: Sendable {
  /// Letters that wait for a block.
  private(set) var waiting: [Letter] = []
  /// Included, not final yet; lowest height first.
  private(set) var landed: [Landed] = []
  /// Receipts that the world has not handed out yet, with the system that they are for.
  private(set) var answers: [(recipient: Int, receipt: Receipt)] = []

  /// Blobs per block of each system of late, by its place in the world.
  private(set) var blobUse: [Double] = []

  /// Learns which systems a block's blobs are from.
  mutating func noteBlobs(of deliveries: [Delivery]) {
    for i in blobUse.indices { blobUse[i] *= 1 - Self.pace }
    for delivery in deliveries where delivery.letter.blobs > 0 {
      let sender = delivery.letter.sender
      if blobUse.count <= sender {
        blobUse += [Double](repeating: 0, count: sender + 1 - blobUse.count)
      }
      blobUse[sender] += Double(delivery.letter.blobs * delivery.count) * Self.pace
    }
  }

  /// Weight of a block among the late ones.
  private static let pace = 0.02

  /// Blobs of a target that others leave to a system: at least its equal part.
  func blobsLeft(of target: Int64, to system: Int) -> Double {
    var others = 0.0
    var rivals = 0.0
    for (sender, use) in blobUse.enumerated() where sender != system && use > Self.pace {
      others += use
      rivals += 1
    }
    return max(Double(target) - others, Double(target) / (1 + rivals))
  }

  /// Letters of one block.
  struct Landed: Sendable {
    var height: Int64
    var epoch: Int64
    var letter: Letter
    var fee: Int128
  }

  var isEmpty: Bool { waiting.isEmpty && landed.isEmpty && answers.isEmpty }

  mutating func add(_ letter: Letter) {
    guard letter.count > 0 else { return }
    waiting.append(letter)
  }

  /// Takes every letter out that waits, for a block that is being filled.
  mutating func takeWaiting() -> [Letter] {
    var taken: [Letter] = []
    swap(&taken, &waiting)
    return taken
  }

  /// Notes that some of a letter got into a block.
  mutating func include(
    _ n: Int64, of letter: Letter, fee: Int128, height: Int64, epoch: Int64, at now: Instant
  ) {
    var letter = letter
    letter.count = n
    landed.append(Landed(height: height, epoch: epoch, letter: letter, fee: fee))
    answers.append(
      (
        letter.sender,
        Receipt(
          event: .included, token: letter.token, count: n, fee: fee, at: now, height: height)
      ))
  }

  /// Lets the letters of blocks above a height wait again.
  ///
  /// - Returns: them, with what each paid, latest first.
  mutating func undo(above height: Int64, at now: Instant) -> [Landed] {
    var undone: [Landed] = []
    while let last = landed.last, last.height > height {
      undone.append(last)
      landed.removeLast()
      waiting.append(last.letter)
      answers.append(
        (
          last.letter.sender,
          Receipt(
            event: .undone, token: last.letter.token, count: last.letter.count, fee: last.fee,
            at: now, height: last.height)
        ))
    }
    return undone
  }

  mutating func finalize(throughHeight height: Int64, at now: Instant) {
    finalize(at: now) { $0.height <= height }
  }

  mutating func finalize(throughEpoch epoch: Int64, at now: Instant) {
    finalize(at: now) { $0.epoch <= epoch }
  }

  /// Takes back letters that their sender no longer wants.
  mutating func withdraw(from sender: Int, _ isUnwanted: (Letter) -> Bool) {
    waiting.removeAll { $0.sender == sender && isUnwanted($0) }
  }

  mutating func takeAnswers() -> [(recipient: Int, receipt: Receipt)] {
    var taken: [(recipient: Int, receipt: Receipt)] = []
    swap(&taken, &answers)
    return taken
  }

  private mutating func finalize(at now: Instant, _ isFinal: (Landed) -> Bool) {
    let n = landed.firstIndex { !isFinal($0) } ?? landed.count
    guard n > 0 else { return }
    for item in landed.prefix(n) {
      answers.append(
        (
          item.letter.sender,
          Receipt(
            event: .final, token: item.letter.token, count: item.letter.count, fee: item.fee,
            at: now, height: item.height)
        ))
    }
    landed.removeFirst(n)
  }
}
