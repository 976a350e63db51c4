import Blockchain
import Quantities
import Simulation
let clock = ContinuousClock()
func time(_ name: String, _ body: () -> String) {
  if CommandLine.arguments.count > 1, !name.hasPrefix(CommandLine.arguments[1]) { return }
  let t = clock.now
  let r = body()
  print(name, (clock.now - t) / .seconds(1), r)
}
var c = ChainParameters()
c.blockInterval = .seconds(600); c.network.relay = .constant; c.network.constantDelay = .seconds(10)
c.shares = [0.30, 0.29, 0.12, 0.11, 0.08, 0.05, 0.03, 0.01, 0.01]; c.retarget = .none
c.coin = "BTC"
time("nine miners 1M blocks, whole chain") {
  var w = World(seed: 1); let id = w.add(c, named: "a"); w.beginWindow(warmup: .zero)
  _ = w.advance(to: .zero + .seconds(600e6), interruption: Interruption(), eventLimit: .max)
  return "\(w.chain(id).window.found) \(w.chain(id).window.blocks)"
}
time("1000 miners S3 100k") {
  var d = c; d.blockInterval = .seconds(60); d.shares = []; d.miners = 1000
  var w = World(seed: 1); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  _ = w.advance(to: .zero + .seconds(6e6), interruption: Interruption(), eventLimit: .max)
  return "\(w.chain(id).window.found) \(w.chain(id).window.blocks)"
}
time("double spend 1e6 q=.1 z=6") {
  var d = c; d.network.constantDelay = .zero
  var w = World(seed: 1); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  let l = w.addAttack(.doubleSpend, on: id)
  var a = AttackParameters(.doubleSpend, share: 0.1); a.confirmations = 6
  _ = w.attempt(a, times: 1_000_000, as: l, threads: 2, interruption: Interruption())
  return "\(w.outcome(of: l))"
}
time("double spend 1e5 q=.3 z=6") {
  var d = c; d.network.constantDelay = .zero
  var w = World(seed: 1); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  let l = w.addAttack(.doubleSpend, on: id)
  var a = AttackParameters(.doubleSpend, share: 0.3); a.confirmations = 6
  _ = w.attempt(a, times: 100_000, as: l, threads: 2, interruption: Interruption())
  return "\(w.outcome(of: l))"
}
for (al, ga) in [(1.0/3, 0.0), (0.4, 0), (0.3, 0.5), (0.25, 0.5), (0.2, 1), (0.35, 0), (0.32, 0)] {
time("selfish \(al) \(ga)") {
  var d = c; d.network.constantDelay = .zero
  var w = World(seed: 1); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  let l = w.addAttack(.selfishMining, on: id)
  var a = AttackParameters(.selfishMining, share: al); a.gamma = ga
  w.launch(a, as: l)
  _ = w.advance(to: .zero + .seconds(600 * 3e5), interruption: Interruption(), eventLimit: .max)
  let o = w.outcome(of: l)
  return "\(o.value(of: .revenueShare)!) of \(o.chainBlocks) rel \(o.value(of: .relativeRevenue)!)"
}}
time("two miners far") {
  var d = c; d.blockInterval = .seconds(1); d.network.constantDelay = .seconds(1000); d.shares = [0.6, 0.4]
  var w = World(seed: 1); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  _ = w.advance(to: .zero + .seconds(20_000), interruption: Interruption(), eventLimit: .max)
  return "\(w.chain(id).window.found) \(w.chain(id).window.blocks)"
}
time("partition 40% 6h") {
  var d = c; d.shares = [0.3, 0.19, 0.145]
  var n = 0.0, m = 0.0
  for seed in 0..<400 {
  var w = World(seed: UInt64(seed)); let id = w.add(d, named: "a"); w.beginWindow(warmup: .zero)
  let l = w.addAttack(.partition, on: id)
  var a = AttackParameters(.partition, share: 0.4); a.lasts = .seconds(6*3600)
  w.launch(a, as: l)
  _ = w.advance(to: .zero + .seconds(12*3600), interruption: Interruption(), eventLimit: .max)
  let o = w.outcome(of: l); n += Double(o.depth); m += Double(o.blocks) }
  return "\(n / 400) \(m/400)"
}
