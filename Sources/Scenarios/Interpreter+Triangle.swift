import Blockchain
import Charts
import Measures
import Quantities
import Syntax
import Terminal

extension Checker {
  mutating func checkTriangle(_ subjects: [Subject]) {
    checkSubjects(subjects)
    for subject in subjects where scope.label(subject.name.text) != nil {
      note(
        reject(
          Message(
            .wrongKind,
            "`\(subject.name.text)` is the label of an attack; a triangle shows systems",
            notes: ["Systems here: \(scope.systems.map(\.name).joined(separator: ", "))"]),
          at: subject.name.extent))
    }
  }
}

extension Interpreter {
  /// The corner scores as filled triangles; with replicates their means.
  mutating func triangle(_ subjects: [Subject]) throws(Rejection) {
    var entries: [TriangleChart.Entry] = []
    var rows: [[DataTable.Cell]] = []
    for subject in subjects {
      guard let index = scope.systemIndex(subject.name.text) else {
        throw scope.unknownName(subject.name)
      }
      let (moment, suffix) = try worlds(of: subject)
      let seen = moment.isEmpty ? lookedAt : moment
      let name = subject.name.text + suffix
      let scores = [Scores.Corner.decentralization, .security, .scalability].map { corner in
        Measured(seen.map { $0.score(corner, of: SystemID(index: index)) })
      }
      entries.append(
        TriangleChart.Entry(
          name: name, decentralization: scores[0].mean, security: scores[1].mean,
          scalability: scores[2].mean))
      rows.append(
        [.text(name)]
          + scores.flatMap { score -> [DataTable.Cell] in
            let mean: DataTable.Cell = score.mean.isNaN ? .missing : .number(score.mean)
            return scope.repeats > 1 ? [mean, .number(score.halfWidth)] : [mean]
          })
    }
    let chart = TriangleChart(title: "trilemma", entries: entries, caption: caption)
    let names = ["decentralization", "security", "scalability"]
    sayPicture(
      Self.readingRules.reduce(chart.drawn(on: options.page) + StyledText("\n")) { text, rule in
        let lines = StyledText(rule).wrapped(width: options.page.width - 3, indent: 2).lines
        return lines.reduce(text) { $0 + StyledText("   ") + $1 + StyledText("\n") }
      },
      data: DataTable(
        kind: "triangle", title: "trilemma",
        columns: [DataTable.Column(name: "system", unit: "")]
          + names.flatMap { name -> [DataTable.Column] in
            let one = DataTable.Column(name: name, unit: "")
            return scope.repeats > 1
              ? [one, DataTable.Column(name: name + " half_width_95", unit: "")] : [one]
          }, rows: rows))
  }

  private static let readingRules = [
    "70 or more in all three corners has not been found yet; show your best.",
    "Larger is better towards each corner.   Try: explain SYSTEM.security",
  ]
}
