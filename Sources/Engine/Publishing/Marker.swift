internal import Crypto
package import Identifiers

/// The hidden line that says which job and step a comment or pull request came from; signed, so that nobody can forge one.
package struct Marker: Equatable, Sendable {
    package let job: JobID
    package let step: String

    package init(job: JobID, step: String) {
        self.job = job
        self.step = step
    }

    /// An HTML comment, invisible on GitHub.
    package func text(key: Secret) -> String {
        "<!-- hookbot:v1 job=\(job) step=\(step) sig=\(Self.signature(job: job, step: step, key: key)) -->"
    }

    /// Every marker in a text whose signature holds.
    package static func markers(in text: String, key: Secret) -> [Marker] {
        // A text may start with its marker: then what stands before it is empty, and still comes first.
        text.split(separator: opening, omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            let line = rest.prefix { $0 != ">" && !$0.isNewline }
            var fields: [Substring: Substring] = [:]
            for part in line.split(separator: " ") {
                let pair = part.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { fields[pair[0]] = pair[1] }
            }
            guard let job = fields["job"].flatMap({ JobID($0) }), let step = fields["step"], let claimed = fields["sig"] else {
                return nil
            }
            let expected = signature(job: job, step: String(step), key: key)
            guard equalInConstantTime(Array(expected.utf8), Array(claimed.utf8)) else { return nil }
            return Marker(job: job, step: String(step))
        }
    }

    private static let opening = "<!-- hookbot:v1 "

    private static func signature(job: JobID, step: String, key: Secret) -> String {
        hexadecimal(HMACSHA256.code(of: Array("\(job)/\(step)".utf8), key: key.exposedBytes).prefix(16))
    }
}
