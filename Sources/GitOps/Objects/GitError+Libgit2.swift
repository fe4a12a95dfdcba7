internal import CLibgit2
internal import Glibc
internal import POSIX

extension GitError {
    /// What a libgit2 call left behind; git_error_last(3) is per thread, so this runs right after the call, on its thread.
    init(status: Int32, call: StaticString) {
        let last = git_error_last()
        let message = last.map { String(cString: $0.pointee.message) } ?? "no details"
        let category = last.map { UInt32(bitPattern: $0.pointee.klass) } ?? 0
        self = Self.classify(status: status, category: category, message: message, call: "\(call)")
    }

    init(_ error: SystemError) {
        if error.isOutOfSpace {
            self = .noSpace
        } else if error.isMissing {
            self = .notFound(error.subject)
        } else {
            self = .other(call: error.call, code: error.code, message: error.description)
        }
    }

    static func classify(status: Int32, category: UInt32, message: String, call: String) -> GitError {
        switch status {
        case GIT_ENOTFOUND.rawValue: return .notFound(message)
        case GIT_EAUTH.rawValue: return .authentication
        case GIT_EUSER.rawValue: return .cancelled
        case GIT_ENONFASTFORWARD.rawValue: return .rejected(message)
        case GIT_ECERTIFICATE.rawValue: return .network(message)
        case GIT_ELOCKED.rawValue: return .locked(message)
        case GIT_EMISMATCH.rawValue: return .corrupt(message)
        default: break
        }
        if let http = httpStatus(in: message) { return classify(httpStatus: http, message: message) }
        if message.hasSuffix(String(cString: strerror(ENOSPC))) || message.hasSuffix(String(cString: strerror(EDQUOT))) {
            return .noSpace
        }
        switch category {
        case GIT_ERROR_NET.rawValue, GIT_ERROR_SSL.rawValue, GIT_ERROR_HTTP.rawValue, GIT_ERROR_SSH.rawValue:
            return .network(message)
        case GIT_ERROR_ODB.rawValue, GIT_ERROR_ZLIB.rawValue, GIT_ERROR_OBJECT.rawValue, GIT_ERROR_TREE.rawValue,
            GIT_ERROR_INDEXER.rawValue:
            return .corrupt(message)
        default: return .other(call: call, code: status, message: message)
        }
    }

    /// The number in libgit2's "unexpected http status code: 503".
    private static func httpStatus(in message: String) -> Int? {
        let marker = "http status code: "
        guard message.contains(marker), let digits = message.split(separator: " ").last else { return nil }
        return Int(digits)
    }

    private static func classify(httpStatus: Int, message: String) -> GitError {
        switch httpStatus {
        case 401: .authentication
        case 403: .forbidden
        case 404, 410: .repositoryMissing
        case 300..<400: .network("the git host answered with a redirect (\(httpStatus)); redirects are not followed")
        default: .network(message)
        }
    }
}

/// Throws what libgit2 says about a negative status.
func check(_ status: Int32, _ call: StaticString) throws(GitError) {
    guard status >= 0 else { throw GitError(status: status, call: call) }
}

/// Runs a piece of POSIX work and gives its failure as a `GitError`.
func system<R: ~Copyable>(_ body: () throws(SystemError) -> R) throws(GitError) -> R {
    do { return try body() } catch { throw GitError(error) }
}
