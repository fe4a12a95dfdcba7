/// What happens to review threads that an agent has dealt with.
package enum ThreadReply: String, Sendable, CaseIterable {
    case reply, none
}
