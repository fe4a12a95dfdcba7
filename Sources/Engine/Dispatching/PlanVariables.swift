internal import Identifiers
internal import JSON
internal import Rules

/// What the templates of a rule may name: the event's own values, and what dispatching knows besides (`Template.jobVariables`).
struct PlanVariables: Sendable {
    var rule: String
    var event: Event
    /// Where people reach the service.
    var publicURL: String?
    var now: Timestamp

    /// nil where there is no such thing, or no job.
    func value(_ path: String, job: JobID?) -> JSONValue? {
        switch path {
        case "rule": .string(rule)
        case "time": .string(now.description)
        case "job.id": job.map { .string($0.description) }
        case "job.url": job.flatMap { job in publicURL.map { .string("\($0)/ui/jobs/\(job)") } }
        case "actor.trailer":
            // As GitHub writes people who keep their address to themselves, so that a trailer links to them.
            event.actor.map { .string("\($0.login) <\($0.id)+\($0.login)@users.noreply.github.com>") }
        default: event.templateValue(path)
        }
    }
}
