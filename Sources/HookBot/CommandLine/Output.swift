internal import Glibc
internal import POSIX

/// What a command prints. A reader that went away is no error.
enum Output {
    static func write(_ text: String) {
        try? Descriptor.standardOutput { (output) throws(SystemError) in try output.writeAll(Array(text.utf8)) }
    }

    static func line(_ text: String) { write(text + "\n") }

    /// On standard error.
    static func complain(_ text: String) {
        let line = text.hasSuffix("\n") ? text : text + "\n"
        try? Descriptor.standardError { (output) throws(SystemError) in try output.writeAll(Array(line.utf8)) }
    }

    /// Whether standard error is a terminal whose user has not said otherwise (https://no-color.org).
    static func complaintsTakeColour(_ environment: [String: String]) -> Bool {
        isatty(STDERR_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}
