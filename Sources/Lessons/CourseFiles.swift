/// The lesson files of the program, by name; a test knows one that is missing here.
enum CourseFiles {
  static var all: [(name: String, bytes: [UInt8])] {
    [
      ("01-one-ledger.md", PackageResources._1_one_ledger_md),
      ("02-full-road.md", PackageResources._2_full_road_md),
      ("03-fair-prices.md", PackageResources._3_fair_prices_md),
      ("04-bigger-blocks.md", PackageResources._4_bigger_blocks_md),
      ("05-faster-blocks.md", PackageResources._5_faster_blocks_md),
      ("06-is-it-final.md", PackageResources._6_is_it_final_md),
      ("07-when-miners-cheat.md", PackageResources._7_when_miners_cheat_md),
      ("08-work-to-stake.md", PackageResources._8_work_to_stake_md),
      ("09-forks.md", PackageResources._9_forks_md),
      ("10-committees-and-shards.md", PackageResources._0_committees_and_shards_md),
      ("11-channels.md", PackageResources._1_channels_md),
      ("12-optimistic-rollups.md", PackageResources._2_optimistic_rollups_md),
      ("13-proofs-and-trust.md", PackageResources._3_proofs_and_trust_md),
      ("14-trading.md", PackageResources._4_trading_md),
      ("15-bridges.md", PackageResources._5_bridges_md),
      ("16-own-stack.md", PackageResources._6_own_stack_md),
    ]
  }
}
