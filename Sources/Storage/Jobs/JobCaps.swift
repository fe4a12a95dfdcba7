/// How many jobs may run at once.
package struct JobCaps: Hashable, Sendable {
    /// On one node.
    package var total: Int
    /// On all nodes together.
    package var perRepository: Int

    package init(total: Int, perRepository: Int) {
        self.total = total
        self.perRepository = perRepository
    }
}
