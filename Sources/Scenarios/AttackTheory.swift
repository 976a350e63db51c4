import Blockchain
import Measures

/// The closed form that stands beside a measured outcome.
struct AttackTheory: Sendable {
  var field: AttackOutcome.Field
  /// As the language calls it.
  var name: String
  /// Who derived it.
  var source: String
  private var form: @Sendable (AttackLaunch) -> Double?

  /// Nothing where no closed form is known.
  init?(of field: AttackOutcome.Field, _ attack: Attack) {
    self.field = field
    switch (attack.kind, field) {
    case (.doubleSpend, .successRate), (.majority, .successRate):
      name = "double_spend(share, confirmations)"
      source = "Rosenfeld 2014"
      form = { launch in
        let told = launch.parameters
        // It knows neither an end nor a lead of one block.
        guard told.winsAt == .tie, told.lasts == nil, told.budget == nil else { return nil }
        return ClosedForm.doubleSpend(
          share: told.share, confirmations: Double(told.confirmations))
      }
    case (.selfishMining, .revenueShare):
      name = "selfish_revenue(share, gamma)"
      source = "Eyal and Sirer 2014"
      form = { launch in
        launch.parameters.gamma.flatMap {
          ClosedForm.selfishRevenue(share: launch.parameters.share, gamma: $0)
        }
      }
    default: return nil
    }
  }

  /// Under what the attack of a row was told.
  func value(in row: SweepTable.Row, label: Int) -> Double? {
    guard row.labels.indices.contains(label) else { return nil }
    return row.labels[label].launch.flatMap(form)
  }
}
