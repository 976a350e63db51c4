/// The base fee after a block, in integers as EIP-1559 has it: up or down by at most an eighth, in
/// proportion to how far the gas used is from the target, and up by at least 1.
public func nextBaseFee(_ baseFee: Int128, gasUsed: Int64, gasTarget: Int64) -> Int128 {
  guard gasTarget > 0 else { return baseFee }
  let target = Int128(gasTarget)
  let used = Int128(gasUsed)
  if used == target { return baseFee }
  if used > target { return baseFee + max(baseFee * (used - target) / target / 8, 1) }
  return baseFee - baseFee * (target - used) / target / 8
}
