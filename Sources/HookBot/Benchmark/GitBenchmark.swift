internal import BlockingWork
internal import GitOps
internal import Identifiers
internal import POSIX

/// `hookbot bench-git`: a checkout, and an import with its commit, against the git command line doing the same.
struct GitBenchmark {
    private static let files = 1200
    private static let rounds = 15
    private let work = BlockingWork(label: "hookbot.bench", width: 2)

    func run() async throws {
        throw StartError.failed("not built yet")
    }
}
