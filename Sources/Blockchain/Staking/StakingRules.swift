/// Constants of Ethereum's consensus (consensus-specs, presets/mainnet, August 2026).
enum StakingRules {
  /// Epochs without finality after which stake leaks: MIN_EPOCHS_TO_INACTIVITY_PENALTY.
  static let patience: Int64 = 4
  /// INACTIVITY_SCORE_BIAS and INACTIVITY_SCORE_RECOVERY_RATE.
  static let scoreBias = 4.0
  static let scoreRecovery = 16.0
  /// INACTIVITY_PENALTY_QUOTIENT_BELLATRIX.
  static let leakQuotient = 16_777_216.0
  /// EJECTION_BALANCE over the 32 coins that a validator begins with.
  static let ejection = 0.5
  /// PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX.
  static let slashingMultiplier = 3.0
  /// One over MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA; it was a 32nd under Bellatrix.
  static let initialSlash = 1.0 / 4_096
  /// EPOCHS_PER_SLASHINGS_VECTOR: 36.4 days over which slashings add up.
  static let slashingWindow: Int64 = 8_192
  /// Of the weight of a slot's committee: PROPOSER_SCORE_BOOST and REORG_HEAD_WEIGHT_THRESHOLD.
  static let proposerBoost = 0.4
  static let reorgThreshold = 0.2
  /// Part of a slot after which attesters vote: ATTESTATION_DUE_BPS.
  static let attestationDue = 1.0 / 3
  static let quorum = 2.0 / 3 - 1e-12

  /// Part of its stake that a validator loses where this share of all stake is slashed within 36 days.
  static func slashing(share: Double) -> Double {
    min(1, slashingMultiplier * share + initialSlash)
  }

  /// Coins that may leave in an epoch (Electra: a 65 536th of the stake, between 128 and 256).
  static func churn(staked: Double) -> Double { min(256, max(128, staked / 65_536)) }
}
