extension World {
  /// The same moment under other parameters of one system, for what would follow from them by formula
  /// alone: nothing runs, and what was measured stays.
  public func supposing(_ parameters: ChainParameters, of id: SystemID) -> World {
    var world = self
    world.chains[id.index].parameters = parameters.bounded()
    return world
  }
}
