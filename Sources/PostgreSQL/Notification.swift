/// What NOTIFY brought from some session of the database.
package struct Notification: Hashable, Sendable {
    package let channel: String
    package let payload: String
}
