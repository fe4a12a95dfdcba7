/// One test of one value of the event.
package struct Leaf: Sendable, Equatable {
    package let subject: Subject
    package let test: LeafTest
    /// `hookbot.toml:20:3`, for messages.
    package var location: String?
    /// Whether texts compare byte for byte; labels and logins do not, as on GitHub.
    package let isCaseSensitive: Bool

    package init(_ subject: Subject, _ test: LeafTest, location: String? = nil) {
        self.subject = subject
        self.test = test
        self.location = location
        isCaseSensitive = subject.isCaseSensitive
    }
}
