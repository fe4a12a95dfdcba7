/// Which jobs to list; nil and an empty set of states stand for all.
package struct JobFilter: Hashable, Sendable {
    package var states: Set<JobStateName> = []
    package var repository: RepositoryID?
    package var client: String?
    package var feature: String?
    package var itemNumber: Int?
    package var concurrencyGroup: String?
    package var rule: String?

    var choosesStatesOnly: Bool { self == JobFilter(states: states) }

    package init(states: Set<JobStateName> = [], repository: RepositoryID? = nil) {
        self.states = states
        self.repository = repository
    }
}
