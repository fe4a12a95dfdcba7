/// How many jobs may run at once.
package struct JobCaps: Hashable, Sendable {
    package var total: Int
    package var perRepository: Int

    package init(total: Int, perRepository: Int) {
        self.total = total
        self.perRepository = perRepository
    }
}
