internal import BlockingWork

extension BlockingWork {
    /// Runs git work on a thread of its own; being cancelled while waiting for a thread is `.cancelled`.
    func git<R: Sendable>(_ body: @escaping @Sendable () throws(GitError) -> R) async throws(GitError) -> R {
        do { return try await run(body) } catch let error as GitError { throw error } catch { throw .cancelled }
    }
}
