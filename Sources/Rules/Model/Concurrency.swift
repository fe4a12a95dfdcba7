/// How many jobs of one group run at a time, and what becomes of an event that comes while they do.
package struct Concurrency: Sendable, Equatable {
    package enum WhenBusy: String, Sendable, CaseIterable {
        /// Its job waits in line.
        case queue
        /// The rule's jobs of the group are cancelled, and its own takes their place.
        case replace
        /// The rule is not carried out.
        case skip
        /// The rule's job that waits already sees this event, too.
        case join
    }

    package var group: Template
    package var limit: Int
    package var whenBusy: WhenBusy

    package init(group: Template, limit: Int = 1, whenBusy: WhenBusy = .queue) {
        self.group = group
        self.limit = limit
        self.whenBusy = whenBusy
    }
}
