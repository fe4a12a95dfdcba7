package import Identifiers

/// Who made a commit, and when: whole seconds and the offset from UTC in minutes, as git stores them.
package struct Signature: Hashable, Sendable {
    package let name: String
    package let email: String
    package let seconds: Int64
    package let offsetMinutes: Int

    package init(name: String, email: String, seconds: Int64, offsetMinutes: Int = 0) {
        self.name = name
        self.email = email
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    package init(name: String, email: String, at time: Timestamp) {
        self.init(name: name, email: email, seconds: time.milliseconds / 1000)
    }
}
