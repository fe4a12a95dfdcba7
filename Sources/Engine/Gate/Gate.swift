package import Identifiers
internal import Patterns

/// What must not leave: decides over the paths and contents that an agent changed.
package struct Gate: Sendable {
    /// One changed file as the gate sees it.
    package struct File: Sendable {
        package var path: String
        package var isDeleted: Bool
        package var size: Int

        package init(path: String, isDeleted: Bool, size: Int) {
            self.path = path
            self.isDeleted = isDeleted
            self.size = size
        }
    }

    private let guardRail: GuardRail
    private let allowed: [Glob]
    private let secrets: SecretScan
    private let maximumFiles: Int
    private let maximumSize: Int

    /// Throws where a pattern cannot be read.
    package init(allowedPaths: [String], secrets: [Secret], maximumFiles: Int, maximumSize: Int) throws {
        guardRail = try GuardRail(GuardRail.defaultPatterns)
        allowed = try allowedPaths.map { try Glob($0) }
        self.secrets = try SecretScan(own: secrets)
        self.maximumFiles = maximumFiles
        self.maximumSize = maximumSize
    }

    /// Every reason against publishing the change by its paths and sizes; empty where there is none.
    package func problems(with files: [File]) -> [String] {
        var problems: [String] = []
        if files.count > maximumFiles {
            problems.append("\(files.count) files changed, at most \(maximumFiles) are published (limits.changed-files)")
        }
        let size = files.reduce(0) { $0 + ($1.isDeleted ? 0 : $1.size) }
        if size > maximumSize {
            problems.append("\(size) bytes changed, at most \(maximumSize) are published (limits.changed-size)")
        }
        for file in files {
            guard let pattern = guardRail.pattern(forbidding: file.path), !allowed.contains(where: { $0.matches(file.path) })
            else {
                continue
            }
            problems.append("\(PublicText.code(file.path)) may not be changed by an agent (\(PublicText.code(pattern)))")
        }
        return problems
    }

    /// The reason against publishing one file by its path and content, or nil.
    package func problem(with content: [UInt8], of path: String) -> String? {
        if let kind = secrets.find(in: Array(path.utf8)) {
            return "the name of a changed file holds what looks like a secret: \(kind)"
        }
        return secrets.find(in: content).map { "\(PublicText.code(path)) holds what looks like a secret: \($0)" }
    }

    /// The reason against publishing a text, or nil.
    package func problem(with text: String, called name: String) -> String? {
        secrets.find(in: Array(text.utf8)).map { "the \(name) holds what looks like a secret: \($0)" }
    }
}
