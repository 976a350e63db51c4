import Syntax

extension Statement {
  /// Paths that it reads, in claims and values, also of its body.
  var readPaths: [Path] {
    switch kind {
    case .expect(let claim): claim.condition.paths
    case .explain(let path): [path]
    case .print(let expressions): expressions.flatMap(\.paths)
    case .letting(_, let value): value.paths
    case .plot(let metrics, let subjects, _, _, _), .compare(let subjects, let metrics),
      .plotAgainst(let metrics, let subjects, _, _), .bars(let metrics, let subjects, _),
      .box(let metrics, let subjects, _):
      subjects.flatMap { subject in metrics.map { Path([subject.name] + $0.parts) } }
    case .heatmap(let metric, let system, _, _, _): [Path([system] + metric.parts)]
    case .histogram(let metric, let subject, _): [Path([subject.name] + metric.parts)]
    case .when(let condition, _, let body): condition.paths + body.flatMap(\.readPaths)
    case .at(_, _, let body), .every(_, let body), .sweep(_, _, let body):
      body.flatMap(\.readPaths)
    default: []
    }
  }
}
