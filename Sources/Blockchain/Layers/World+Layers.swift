import Quantities

extension World {
  /// Systems that stand on one, in the order in which they were added.
  func children(of index: Int) -> [Int] {
    chains.indices.filter { chains[$0].parents.contains(index) }
  }

  /// Hands round what systems have to say to each other after one of them acted: letters to those it stands
  /// on, news to those that stand on it.
  ///
  /// - Returns: the other systems that took note.
  @discardableResult
  mutating func exchange(_ index: Int) -> [Int] {
    collectLetters(of: index)
    guard hasLayers else { return [] }
    let children = children(of: index)
    guard !children.isEmpty else { return [] }
    let answers = chains[index].post.takeAnswers()
    var heard: [Int] = []
    for child in children {
      let receipts = answers.filter { $0.recipient == child }.map(\.receipt)
      chains[child].follow(chains[index].view(from: child, as: index), receipts, at: now)
      collectVerdicts(child)
      heard.append(child)
      heard += exchange(child)
    }
    return heard
  }

  /// Puts what a system sends into the post of those it is for.
  private mutating func collectLetters(of index: Int) {
    guard !chains[index].outbox.isEmpty else { return }
    var letters: [(parent: Int, letter: Letter)] = []
    swap(&letters, &chains[index].outbox)
    for (parent, letter) in letters {
      var letter = letter
      letter.sender = index
      if letter.count == 0 {
        chains[parent].post.withdraw(from: index) { $0.token == letter.token }
      } else {
        chains[parent].post.add(letter)
      }
    }
  }

  /// Locks what a system has on those that it stands on at time zero.
  mutating func fund(_ index: Int) {
    for (place, parent) in chains[index].parents.enumerated() {
      let amount = chains[index].openingEscrow(on: place)
      chains[parent].ledger.lock(amount, for: index)
      chains[index].views[place] = chains[parent].view(from: index, as: parent)
    }
  }
}

extension ParentView {
  /// Coins that are worth so many dollars; at most what its users can lock.
  func lockable(dollars: Double) -> Amount {
    let coins = coin.price > 0 ? dollars / coin.price : 0
    return max(.zero, min(coin.amount(coins: coins), funds))
  }
}
