internal import BlockingWork
internal import Glibc
internal import Identifiers
internal import JSON
internal import POSIX

/// Starts the transfer process and understands its answer.
struct GitTransfer: Sendable {
    let settings: GitSettings
    let work: BlockingWork

    /// What the transfer process gets on top of its own time limits before it is killed.
    private static let grace: Duration = .seconds(2)
    private static let longestReply = 64 << 20

    func perform(
        _ operation: TransferRequest.Operation, at location: RemoteLocation, clone: String, token: Secret?
    ) async throws(GitError) -> TransferReply {
        let request = TransferRequest(
            operation: operation, location: location, clonePath: clone, token: try await credential(token),
            certificateFile: settings.certificateFile, limits: settings.limits)
        let result: ChildResult
        do {
            result = try await ChildCommand(settings.executable, [GitTransferCommand.name]).run(
                on: work, input: request.json.bytes, timeout: settings.limits.wallTime + Self.grace,
                outputLimit: Self.longestReply)
        } catch let error as SystemError {
            throw GitError(error)
        } catch {
            throw .cancelled
        }
        let reply = (try? JSONValue(parsing: result.output)).flatMap { TransferReply($0) }
        switch reply {
        case .some(.failed(let error)): throw error
        case .some(let reply): return reply
        case nil: throw Self.failure(result)
        }
    }

    private func credential(_ token: Secret?) async throws(GitError) -> Secret? {
        if let token { return token }
        do {
            return try await settings.credential()
        } catch let error as GitError {
            throw error
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw .network("no credential for the git host: \(error)")
        }
    }

    private static func failure(_ result: ChildResult) -> GitError {
        switch result.end {
        case .timedOut, .signalled(SIGALRM): .timeout("the transfer process did not end by itself")
        case .exited(let code): .other(call: GitTransferCommand.name, code: code, message: String(tailOf: result.errorOutput))
        // Its own limits end it by SIGXCPU, and would again.
        case .signalled(let signal) where signal != SIGXCPU: .interrupted(signal: signal)
        case .signalled, .outputLimit: .other(call: GitTransferCommand.name, code: -1, message: "\(result.end)")
        }
    }
}

extension String {
    /// The last part of what a program wrote, repaired where it is not UTF-8.
    fileprivate init(tailOf bytes: [UInt8], limit: Int = 2000) { self.init(decoding: bytes.suffix(limit), as: UTF8.self) }
}
