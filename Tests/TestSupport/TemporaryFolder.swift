internal import POSIX

/// Runs `body` with a folder of its own, removed afterwards.
package func withTemporaryFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let path = try Files.makeTemporaryFolder(in: "/tmp", prefix: "hookbot-test-")
    do {
        let result = try await body(path)
        try Files.removeTree(path)
        return result
    } catch {
        try Files.removeTree(path)
        throw error
    }
}
