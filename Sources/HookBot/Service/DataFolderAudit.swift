internal import Glibc
internal import Identifiers
internal import POSIX
internal import Storage

/// Looks below the data directory for what should not be there; a service may be working in it meanwhile.
struct DataFolderAudit {
    let folder: String
    let secrets: [Secret]

    /// What is younger may be on its way in or out.
    private static let settled: Duration = .seconds(600)
    private static let chunk = 1 << 20
    /// What holds a secret by its purpose, and what is git's own compressed content.
    private static let exempt: Set<String> = ["marker.key", "clones", "api.sock"]

    /// `isOver` says of a job whether it has ended; nil of one that the database does not know.
    func violations(isOver: (JobID) async throws -> Bool?) async throws -> [Violation] {
        guard Files.isFolder(folder) else { return [] }
        return try openFiles() + leaks() + (try await strayFolders(isOver)) + (try await strayAgents(isOver))
            + halfClones(folder + "/clones")
    }

    private func openFiles() throws -> [Violation] {
        try Files.names(in: folder).map { "\(folder)/\($0)" }
            .filter {
                Files.linkTarget($0) == nil && (Files.mode($0) ?? 0) & 0o077 != 0 && !Files.isFolder($0) && !$0.hasSuffix(".sock")
            }
            .map { Violation(invariant: .noSecretLeft, detail: "open to others: \($0); run: chmod 600 \($0)") }
    }

    private func strayFolders(_ isOver: (JobID) async throws -> Bool?) async throws -> [Violation] {
        let root = "\(folder)/jobs"
        guard Files.isFolder(root) else { return [] }
        var found: [Violation] = []
        for name in try Files.names(in: root) {
            let path = "\(root)/\(name)"
            guard Files.age(of: path).map({ $0 > Self.settled }) ?? false else { continue }
            if let id = JobID(name), try await isOver(id) != nil { continue }
            found.append(Violation(invariant: .nothingLeftOver, detail: "a folder of no job: \(path)"))
        }
        return found
    }

    /// Supervisors whose job is over end their agents within a minute.
    private func strayAgents(_ isOver: (JobID) async throws -> Bool?) async throws -> [Violation] {
        var found: [Violation] = []
        for process in try Files.names(in: "/proc").compactMap({ Int32($0) }) {
            guard let line = try? Files.readText("/proc/\(process)/cmdline", limit: 65536) else { continue }
            let words = line.split(separator: "\0")
            guard words.count > 2, words[1] == "supervise", words[2].hasPrefix("\(folder)/jobs/"),
                let id = words[2].dropFirst("\(folder)/jobs/".count).split(separator: "/").first.flatMap({ JobID($0) }),
                Files.age(of: "/proc/\(process)").map({ $0 > .seconds(60) }) ?? false, try await isOver(id) != false
            else { continue }
            found.append(Violation(invariant: .nothingLeftOver, detail: "process \(process) works for job \(id), which is over"))
        }
        return found
    }

    private func halfClones(_ root: String) throws -> [Violation] {
        guard Files.isFolder(root), Files.linkTarget(root) == nil else { return [] }
        return try Files.names(in: root).flatMap { name -> [Violation] in
            let path = "\(root)/\(name)"
            if name.hasSuffix(".incoming") {
                let isOld = Files.age(of: path).map { $0 > .seconds(3600) } ?? false
                return isOld ? [Violation(invariant: .nothingLeftOver, detail: "a clone that was never finished: \(path)")] : []
            }
            return name.hasSuffix(".git") ? [] : try halfClones(path)
        }
    }

    private func leaks() throws -> [Violation] {
        try Files.names(in: folder).filter { !Self.exempt.contains($0) }.flatMap { try leaks(in: "\(folder)/\($0)") }
    }

    private func leaks(in path: String) throws -> [Violation] {
        guard Files.linkTarget(path) == nil else { return [] }
        if Files.isFolder(path) { return try Files.names(in: path).flatMap { try leaks(in: "\(path)/\($0)") } }
        // Not followed, and not opened where opening waits for another side.
        guard !path.hasSuffix(".sock"), Files.size(path) != nil,
            let file = try? Descriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        else { return [] }
        let wanted = secrets.map(\.exposedBytes)
        let overlap = max(0, (wanted.map(\.count).max() ?? 0) - 1)
        var (window, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: Self.chunk))
        while case let count = read(file.number, &buffer, buffer.count), count > 0 {
            window += buffer[..<count]
            if wanted.contains(where: { Self.holds(window, $0) }) {
                return [Violation(invariant: .noSecretLeft, detail: "a secret stands in \(path)")]
            }
            window.removeFirst(max(0, window.count - overlap))
        }
        return []
    }

    private static func holds(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return false }
        var rest = bytes[...]
        while let start = rest.firstIndex(of: first) {
            if bytes[start...].starts(with: wanted) { return true }
            rest = bytes[(start + 1)...]
        }
        return false
    }
}
