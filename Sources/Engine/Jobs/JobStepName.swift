/// The stages of a job that makes a pull request, in their order.
package enum JobStepName: String, CaseIterable, Sendable {
    case fetch, workspace, agent
    case importTree = "import"
    case commit, push
    case pullRequest = "pull_request"
    case finish

    /// Its place among a job's steps.
    package var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What is happening, for people.
    package var activity: String {
        switch self {
        case .fetch: "fetching the repository"
        case .workspace: "preparing a checkout"
        case .agent: "the agent is working"
        case .importTree: "reading what the agent changed"
        case .commit: "committing"
        case .push: "pushing"
        case .pullRequest: "opening the pull request"
        case .finish: "finishing"
        }
    }
}
