/// How much a pull request changes.
struct PullSize: Sendable, Hashable {
    var commits = 0
    var files = 0
    var additions = 0
    var deletions = 0
}
