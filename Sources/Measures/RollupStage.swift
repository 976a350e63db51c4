public import Blockchain
import Quantities

/// L2BEAT's stage of a rollup, from a list of what holds of it (rules of 2026, `getRollupStage`).
public struct RollupStage: Hashable, Sendable {
  /// What a stage asks for, in L2BEAT's words.
  public enum Requirement: String, CaseIterable, Sendable {
    case stateVerificationOnL1, fraudProofSystemAtLeast5Outsiders, callsItselfRollup
    case stateRootsPostedToL1, dataAvailabilityOnL1, rollupNodeSourceAvailable
    case usersCanExitWithoutCooperation, usersHave7DaysToExit, securityCouncilProperlySetUp
    case fraudProofSystemIsPermissionless, delayWith30DExitWindow
    case proofSystemOverriddenOnlyInCaseOfABug

    /// The stage that asks for it.
    public var stage: Int {
      switch self {
      case .stateVerificationOnL1, .fraudProofSystemAtLeast5Outsiders, .callsItselfRollup,
        .stateRootsPostedToL1, .dataAvailabilityOnL1, .rollupNodeSourceAvailable:
        0
      case .usersCanExitWithoutCooperation, .usersHave7DaysToExit, .securityCouncilProperlySetUp: 1
      case .fraudProofSystemIsPermissionless, .delayWith30DExitWindow,
        .proofSystemOverriddenOnlyInCaseOfABug:
        2
      }
    }
  }

  /// The highest stage of which nothing is missing; 0 also where something of stage 0 is.
  public let reached: Int
  /// What the next stage asks for in vain.
  public let missing: [Requirement]

  /// - Parameter holds: what holds of it; nothing for what does not apply, which is skipped.
  public init(_ holds: (Requirement) -> Bool?) {
    var reached = 0
    for stage in 0...2 {
      let missing = Requirement.allCases.filter { $0.stage == stage && holds($0) == false }
      guard missing.isEmpty else {
        self.reached = reached
        self.missing = missing
        return
      }
      reached = stage
    }
    self.reached = reached
    missing = []
  }

  /// The stage that follows from a rollup's settings; nothing where its data is not on its parent, as
  /// L2BEAT then calls it no rollup.
  public init?(_ parameters: ChainParameters) {
    let rules = parameters.rollup
    guard rules.data != .committee else { return nil }
    self.init { rules.holds($0) }
  }
}

extension RollupParameters {
  /// Time between the news of an upgrade and its effect, less the time that a transaction may be kept out.
  var exitWindow: Double { upgradeDelay.seconds - (forcedInclusion?.seconds ?? .infinity) }

  /// A council of eight at least, half from outside, of which three quarters have to sign.
  var hasProperCouncil: Bool {
    councilKeys >= 8 && 4 * councilThreshold >= 3 * councilKeys
      && 2 * (councilExternal ?? 0) >= councilKeys
  }

  func holds(_ requirement: RollupStage.Requirement) -> Bool? {
    switch requirement {
    case .stateVerificationOnL1, .callsItselfRollup, .stateRootsPostedToL1: true
    case .dataAvailabilityOnL1: data != .committee
    case .rollupNodeSourceAvailable: sourceAvailable
    case .fraudProofSystemAtLeast5Outsiders:
      proof == .validity
        ? nil : permissionlessProofs == true || (outsideChallengers ?? watchers) >= 5
    // Who is kept out for longer than a month is kept out.
    case .usersCanExitWithoutCooperation:
      (forcedInclusion?.seconds ?? .infinity) <= 30 * 86_400
    // A proper council may be quicker: taking three quarters of it over is then the only way.
    case .usersHave7DaysToExit: exitWindow >= 7 * 86_400 || hasProperCouncil
    case .securityCouncilProperlySetUp: hasProperCouncil
    case .fraudProofSystemIsPermissionless: proof == .validity ? nil : permissionlessProofs == true
    case .delayWith30DExitWindow: exitWindow >= 30 * 86_400
    case .proofSystemOverriddenOnlyInCaseOfABug: override == .bugsOnly
    }
  }
}

/// L2BEAT's five risks of a rollup, each good, middling or bad.
public struct RiskRosette: Hashable, Sendable {
  public enum Grade: Sendable { case good, warning, bad }

  public let stateValidation: Grade
  public let dataAvailability: Grade
  public let exitWindow: Grade
  public let sequencerFailure: Grade
  public let proposerFailure: Grade

  public var all: [Grade] {
    [stateValidation, dataAvailability, exitWindow, sequencerFailure, proposerFailure]
  }

  public var greens: Int { all.filter { $0 == .good }.count }

  public init(_ rules: RollupParameters) {
    let watched = rules.outsideChallengers ?? rules.watchers
    stateValidation =
      rules.proof == .validity || rules.permissionlessProofs == true || watched >= 5
      ? .good : watched > 0 ? .warning : .bad
    dataAvailability =
      rules.data != .committee ? .good : rules.committeeSize >= 5 ? .warning : .bad
    let days = rules.exitWindow / 86_400
    exitWindow = days >= 30 ? .good : days >= 7 ? .warning : .bad
    sequencerFailure =
      rules.forcedInclusion.map { $0.seconds <= 7 * 86_400 ? .good : .warning } ?? .bad
    proposerFailure =
      rules.permissionlessProofs == true
      ? .good : rules.proof == .fraud && watched >= 5 ? .warning : .bad
  }
}
