import Blockchain
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  /// Makes a label known in every world, in the order of the source and so the same in all.
  mutating func declareLabel(of order: AttackOrder) throws(Rejection) {
    let known = scope.labels.count
    let index = try scope.declareLabel(of: order, worlds: worlds)
    guard scope.labels.count > known else { return }
    let label = scope.labels[index]
    everyWorld { $0.add(label) }
  }

  /// Launches an attack that acts while the world runs, or makes its attempts at once.
  mutating func attack(_ order: AttackOrder) throws(Stop) {
    let index: Int
    let launch: AttackLaunch
    do throws(Rejection) {
      index = try scope.declareLabel(of: order, worlds: worlds)
      launch = try scope.launch(order, worlds: worlds)
    } catch {
      throw .rejected(error)
    }
    scope.labels[index].launch = launch
    guard let tries = launch.tries else {
      begin(launch.parameters, order, label: index)
      return
    }
    try attempt(launch.parameters, tries, order, label: index)
  }

  private mutating func begin(
    _ parameters: AttackParameters, _ order: AttackOrder, label index: Int
  ) {
    if bench.replicates.isEmpty {
      bench.launches.append((index, parameters))
    } else {
      everyWorld { $0.launch(parameters, as: AttackID(index: index)) }
    }
    mark(order.line)
    // One that succeeds or gives up ends when it does, in each replicate at its own time.
    if let lasts = parameters.lasts, !parameters.kind.fields.contains(.successRate) {
      bench.marks.append(
        Mark(at: now + lasts, text: "attack \(order.name.text) on \(order.system.text) ends"))
    }
    guard options.interactive, !isInBody else { return }
    say("  \(order.label.text): begins at \(Readable.time(now)) on \(order.system.text)")
  }
}

extension Interpreter {
  /// Attempts between two looks at the interruption; a saved session repeats whole rounds.
  private static let round = 8_192

  private mutating func attempt(
    _ parameters: AttackParameters, _ tries: Int, _ order: AttackOrder, label index: Int
  ) throws(Stop) {
    let chain = scope.systems[scope.labels[index].system].parameters
    eventsOfAttempts +=
      World.estimatedBlocks(of: parameters, on: chain) * Double(tries) * Double(scope.repeats)
    guard eventsOfAttempts <= Double(options.eventLimit) else {
      let message = Message.needsEvents(
        eventsOfAttempts, limit: options.eventLimit, Self.fewerTries)
      throw .limit(reject(message, at: order.extent))
    }
    prepare()
    attempted = 0
    let shows = !isQuiet && !isInBody
    while attempted < tries {
      let times = min(Self.round, tries - attempted)
      guard attempt(parameters, times, as: AttackID(index: index)) else { break }
      attempted += times
      if shows { interruption.report(progress: Double(attempted) / Double(tries)) }
    }
    if shows { interruption.report(progress: 0) }
    let data = outcomes(of: index, kind: "attack")
    guard attempted == tries else {
      // The run that the body belongs to says that it was stopped.
      if isInBody { return }
      say("  stopped after \(attempted) of \(tries) attempts; results kept", data: data)
      throw .interrupted
    }
    let line = StyledText("  \(order.label.text): \(summary(of: index)), seed \(scope.seed)")
    say(line.wrapped(width: options.page.width, indent: 4) + StyledText("\n"), data: data)
  }

  /// One round in every replicate, or in none.
  private mutating func attempt(
    _ parameters: AttackParameters, _ times: Int, as id: AttackID
  ) -> Bool {
    guard interruption.cause == .none else { return false }
    let interruption = interruption
    // One replicate alone spreads its attempts over the threads.
    let threads = bench.replicates.count == 1 ? options.threads : 1
    var replicates = bench.replicates
    let wholes = replicates.updateInParallel(threads: options.threads) { replicate in
      replicate.world.attempt(
        parameters, times: times, as: id, threads: threads, interruption: interruption)
    }
    guard !wholes.contains(false) else { return false }
    bench.replicates = replicates
    return true
  }

  static let fewerTries = "Fewer `tries`, fewer replicates or fewer values in a sweep."
}
