internal import Glibc

/// A system call that failed: the call, what it was about, and why (errno(3)).
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let call: String
    package let subject: String
    package let code: Int32

    package init(_ call: String, _ subject: String = "", code: Int32) {
        self.call = call
        self.subject = subject
        self.code = code
    }

    /// With the current value of errno.
    package init(_ call: String, _ subject: String = "") { self.init(call, subject, code: errno) }

    package var description: String {
        let reason = String(cString: strerror(code))
        return subject.isEmpty ? "\(call): \(reason)" : "\(call) \(subject): \(reason)"
    }

    package var isMissing: Bool { code == ENOENT }
    package var isExisting: Bool { code == EEXIST }
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }
}
