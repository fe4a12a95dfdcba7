internal import CLibgit2
internal import Glibc
internal import JSON
internal import POSIX

/// `hookbot git-transfer`: one conversation with a git host in a process of its own, which can be killed when libgit2 hangs.
/// The request, with the token in it, comes on standard input and the answer leaves on standard output, both as JSON.
package enum GitTransferCommand {
    /// The hidden command of the executable.
    package static let name = "git-transfer"

    private static let longestRequest = 1 << 20

    /// Carries out the request on standard input and returns the exit code: 0 done, 1 failed with a reason on standard output.
    package static func run() -> Int32 {
        let replies = ReplyChannel(writingTo: STDOUT_FILENO)
        guard let input = try? Descriptor(owning: STDIN_FILENO).readAll(limit: longestRequest),
            let json = try? JSONValue(parsing: input), let request = TransferRequest(json)
        else {
            replies.send(.failed(.other(call: name, code: 64, message: "the request on standard input is not one")))
            return 64
        }
        let clock = ProgressClock()
        limitProcess(request.limits)
        Watchdog.start(request.limits, clock, replies)
        let reply = perform(request, clock)
        guard replies.send(reply) else { return 1 }
        if case .failed = reply { return 1 }
        return 0
    }

    private static func limitProcess(_ limits: TransferLimits) {
        for (resource, value) in [(RLIMIT_CORE, 0), (RLIMIT_FSIZE, limits.fileSize)] {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
        }
        // A write past the limit is then an error with a name instead of the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    private static func perform(_ request: TransferRequest, _ clock: ProgressClock) -> TransferReply {
        Library.start()
        Library.limitPacks(objects: request.limits.objects, objectSize: request.limits.objectSize)
        let session = TransferSession(request, clock)
        do throws(GitError) {
            if let file = request.certificateFile { try Library.trustCertificates(of: file) }
            switch request.operation {
            case .fetch(let pullRequests):
                let paths = ClonePaths(clone: request.clonePath)
                return .references(try FetchTransfer(session: session, paths: paths, pullRequests: pullRequests).run())
            case .push(let commit, let branch, let expected, let rewrites):
                let push = PushTransfer(
                    session: session, clonePath: request.clonePath, commit: commit, branch: branch, expected: expected,
                    rewrites: rewrites)
                return .push(try push.run())
            case .list:
                return .references(try Conversation(listing: session).references())
            }
        } catch {
            return .failed(error)
        }
    }
}
