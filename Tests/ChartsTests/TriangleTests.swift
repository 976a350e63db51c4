import Testing

@testable import Charts

struct TriangleTests {
  private func scores(_ d: Double?, _ sec: Double?, _ scal: Double?) -> CornerScores {
    CornerScores(.init(name: "", decentralization: d, security: sec, scalability: scal))
  }

  /// The corners above, left and right.
  private static let corners = [(x: 0.0, y: 0.0), (x: -1.0, y: 1.0), (x: 1.0, y: 1.0)]

  private func place(_ corner: Int, at score: Double) -> (x: Double, y: Double) {
    let (x, y) = Self.corners[corner]
    return (x * score / 100, 2.0 / 3 + (y - 2.0 / 3) * score / 100)
  }

  @Test(arguments: 0..<3)
  func `the filled part reaches as far towards a corner as its score`(corner: Int) {
    for score in stride(from: 5.0, through: 95, by: 5) {
      var values = [40.0, 40, 40]
      values[corner] = score
      let scores = scores(values[0], values[1], values[2])
      let (inside, outside) = (place(corner, at: score - 1), place(corner, at: score + 1))
      #expect(scores.covers(x: inside.x, y: inside.y))
      #expect(!scores.covers(x: outside.x, y: outside.y))
    }
  }

  @Test func `the filled part is the triangle of the three reached points`() {
    let all = [70.0, 75, 20]
    let scores = scores(all[0], all[1], all[2])
    let points = all.enumerated().map { place($0.offset, at: $0.element) }
    func side(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ x: Double, _ y: Double)
      -> Double
    {
      (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
    }
    for row in 1..<40 {
      for column in -row...row {
        let (x, y) = (Double(column) / 40 + 0.001, Double(row) / 40)
        let sides = (0..<3).map { side(points[$0], points[($0 + 1) % 3], x, y) }
        let isInside = sides.allSatisfy { $0 <= 0 } || sides.allSatisfy { $0 >= 0 }
        #expect(scores.covers(x: x, y: y) == isInside)
      }
    }
  }

  @Test func `full scores fill the triangle and none fills nothing`() {
    for x in [-0.4, 0, 0.4] {
      #expect(scores(100, 100, 100).covers(x: x, y: 0.5))
      #expect(!scores(0, 0, 0).covers(x: x, y: 0.5))
    }
  }

  @Test func `scores out of range are brought into it, missing ones are told`() {
    let scores = scores(140, -3, nil)
    #expect((0..<3).map(scores.text) == ["100", "0", "-"])
    #expect(scores.weakest == [])
    #expect(self.scores(50, 20.2, 19.8).weakest == [1, 2])
    #expect(self.scores(50, 50, 50).weakest == [])
  }
}
