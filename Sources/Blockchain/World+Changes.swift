public import Quantities
import Simulation

extension World {
  /// Adds a system that starts now, on those that it stands on.
  public mutating func add(
    _ parameters: ChainParameters, named name: String, on parents: [SystemID] = []
  ) -> SystemID {
    let id = SystemID(index: chains.count)
    var parameters = parameters
    let views = parents.map { chains[$0.index].view(from: id.index, as: $0.index) }
    // A rollup's money is its parent's.
    if parameters.kind == .rollup, let parent = views.first {
      parameters.coin = parent.coin.symbol
    }
    var chain = Chain(
      name: name, parameters: parameters, coin: coin(parameters.coin), on: views, seed: seed,
      at: now, windowStart: windowStart)
    chain.isTold = traceLimit > 0
    chain.openLayer(at: now)
    chains.append(chain)
    if !parents.isEmpty {
      hasLayers = true
      fund(id.index)
    }
    start(id)
    return id
  }

  /// Adds users who arrive from now on; every system gets the same demand, drawn once.
  public mutating func add(
    _ parameters: WorkloadParameters, named name: String, on systems: [SystemID]
  ) -> WorkloadID {
    let id = WorkloadID(index: workloads.count)
    let workload = Workload(
      name: name, parameters: parameters, systems: systems,
      tick: tick(on: systems, parameters), seed: seed)
    workloads.append(workload)
    for system in systems { chains[system.index].serve(parameters, workload: id.index) }
    start(id)
    return id
  }

  /// Changes rules or facts of a chain now, while it runs.
  public mutating func change(_ id: SystemID, _ edit: (inout ChainParameters) -> Void) {
    var parameters = chains[id.index].parameters
    edit(&parameters)
    let coin = chains[id.index].coin
    if chains[id.index].adopt(parameters, coin: coin, at: now) { start(id) }
    collectVerdicts(id.index)
    for index in workloads.indices where workloads[index].systems.contains(id) {
      let tick = tick(on: workloads[index].systems, workloads[index].parameters)
      if tick != workloads[index].tick {
        workloads[index].tick = tick
        workloads[index].prepare()
        start(WorkloadID(index: index))
      }
    }
  }

  /// Changes what users ask for, from the next tick on.
  public mutating func change(_ id: WorkloadID, _ edit: (inout WorkloadParameters) -> Void) {
    edit(&workloads[id.index].parameters)
    let tick = tick(on: workloads[id.index].systems, workloads[id.index].parameters)
    let isOther = tick > workloads[id.index].tick * 2 || tick * 2 < workloads[id.index].tick
    if isOther { workloads[id.index].tick = tick }
    workloads[id.index].prepare()
    if isOther { start(id) }
    let parameters = workloads[id.index].parameters
    for system in workloads[id.index].systems {
      chains[system.index].serve(parameters, workload: id.index)
    }
  }

  /// Changes what a coin is worth, in USD.
  public mutating func setPrice(of symbol: String, dollars: Double) {
    prices.set(symbol, dollars: max(0, dollars.isFinite ? dollars : 0))
    let coin = coin(symbol)
    for i in chains.indices where chains[i].coin.symbol == symbol { chains[i].reprice(coin) }
  }

  /// Starts the window of measurement of a `run`, after a warm-up.
  public mutating func beginWindow(warmup: Interval) {
    windowStart = now + max(.zero, warmup)
    for i in chains.indices { chains[i].beginWindow(at: windowStart) }
  }

  /// A coin by its symbol; one that nobody priced is worth 1 USD.
  private func coin(_ symbol: String) -> Coin {
    prices.coin(symbol) ?? Coin(symbol: symbol, decimals: 18, price: 1)
  }

  /// Time between two draws of users: the shortest that suits one of their systems.
  private func tick(on systems: [SystemID], _ workload: WorkloadParameters) -> Interval {
    systems.map { chains[$0.index].parameters.tick(of: workload) }.min() ?? .seconds(60)
  }

  /// Starts a chain's clock from now; what was scheduled before is stale.
  mutating func start(_ id: SystemID) {
    chains[id.index].generation &+= 1
    scheduleAct(id.index)
  }

  /// Starts a chain's clock anew where an attack has changed who decides.
  mutating func restartIfNeeded(_ index: Int) {
    guard chains[index].voting.mustRestart else { return }
    chains[index].voting.mustRestart = false
    start(SystemID(index: index))
  }

  /// Starts a workload's ticks from now; users of a tick come at its middle.
  private mutating func start(_ id: WorkloadID) {
    workloads[id.index].generation &+= 1
    let event = Event.arrivals(
      workload: Int32(id.index), generation: workloads[id.index].generation)
    queue.schedule(event, at: now + workloads[id.index].tick / 2, priority: Priority.arrivals)
  }

  mutating func scheduleAct(_ index: Int) {
    let event = Event.act(chain: Int32(index), generation: chains[index].generation)
    queue.schedule(event, at: now + chains[index].delay(), priority: Priority.blocks)
  }
}
