import Quantities
import Simulation

/// Slots of a sharded chain: every shard has a proposer, and the beacon makes blocks final. Late blocks,
/// leaks and slashing are those of unsharded chains only.
extension Chain {
  /// One slot: the end of an epoch if one is over, the reward, and the blocks of the shards whose
  /// proposers are there.
  mutating func passShardSlot(at now: Instant) {
    if checkpoints.epochHasEnded {
      let voters = Int64(parameters.validators)
      let there = clock.binomial(trials: voters, probability: presence)
      let voted = Double(there) / Double(voters)
      let final = checkpoints.endEpoch(voted: voted, slotsPerEpoch: parameters.slotsPerEpoch)
      if let final { finalize(throughEpoch: final, at: now) }
    }
    checkpoints.passSlot()
    let proposer = producers.draw(&lots)
    shardsPresent = Int(lots.binomial(trials: Int64(parameters.shards), probability: presence))
    let part = Double(shardsPresent) / Double(parameters.shards)
    if shardsPresent > 0 {
      mint(Amount(units: Int128(nearest: slotReward.units.double * part)), for: proposer, at: now)
      makeBlock(at: now, by: proposer)
      previousBlockTime = now
    } else {
      transit.skip()
      if now >= window.start { window.missedSlots += 1 }
    }
    if now >= window.start { window.missedShards += 1 - part }
  }
}
