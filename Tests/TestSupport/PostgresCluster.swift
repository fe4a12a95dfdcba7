internal import PostgreSQL
internal import Foundation

/// A private PostgreSQL cluster of this test process on a Unix socket; it stops and removes itself when the process ends.
package final class PostgresCluster: Sendable {
    private let socketFolder: String
    /// The cluster lives as long as the other end of this pipe is open.
    private let lifeline: Pipe
    private let answers: Pipe

    /// Debian keeps each major version in a folder of its own.
    private static let programs: String = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return "\(root)/\(versions.compactMap { Int($0) }.max() ?? 0)/bin"
    }()

    /// Whether this machine has the server's programs.
    package static let isInstalled = FileManager.default.isExecutableFile(atPath: "\(programs)/initdb")

    private static let shared = Result { try PostgresCluster() }

    /// The cluster of this process, started by whoever asks first; blocks.
    package static func running() throws -> PostgresCluster { try shared.get() }

    package func url(_ database: String = "postgres") -> String { "postgres://postgres@/\(database)?host=\(socketFolder)" }

    /// Makes a database and returns its URL; blocks.
    package func newDatabase() throws -> String {
        let name = "t_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        // Not by the server's own tool: a child process would for a moment hold the locks that other tests let go of.
        try PostgresConnection(ConnectionTarget(url: url())).runScript("CREATE DATABASE \(name)")
        return url(name)
    }

    /// A server of one's own, which may be restarted; `settings` are further arguments of the server. Blocks.
    package init(settings: String = "") throws {
        // The server refuses to run as root, and a socket's path must be short.
        let isRoot = getuid() == 0
        let folder = "/tmp/hookbot-pg-\(UUID().uuidString.prefix(8))"
        socketFolder = folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let script = """
            cd "$1" || exit 1
            "$2"/initdb -D "$1/data" -U postgres -A trust -E UTF8 --no-locale --no-sync > "$1/log" 2>&1 || { cat "$1/log"; exit 1; }
            "$2"/pg_ctl -D "$1/data" -w -l "$1/log" -o "-k $1 -c listen_addresses= -c fsync=off -c max_connections=500 $3" start > /dev/null 2>&1 \
                || { cat "$1/log"; exit 1; }
            echo ready
            while read -r order; do
                [ "$order" = restart ] || break
                "$2"/pg_ctl -D "$1/data" -w -m immediate -l "$1/log" restart > /dev/null 2>&1
                echo ready
            done
            "$2"/pg_ctl -D "$1/data" -m immediate stop > /dev/null 2>&1
            cd / && rm -rf "$1"
            """
        let process = Process()
        let shell = ["/bin/sh", "-c", script, "cluster", folder, Self.programs, settings]
        if isRoot {
            try FileManager.default.setAttributes(
                [.ownerAccountName: "postgres", .groupOwnerAccountName: "postgres"], ofItemAtPath: folder)
            process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
            process.arguments = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] + shell
        } else {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = Array(shell.dropFirst())
        }
        lifeline = Pipe()
        answers = Pipe()
        process.standardInput = lifeline
        process.standardOutput = answers
        try process.run()
        try waitUntilReady()
    }

    /// Crashes the server and starts it again; returns once it takes connections. Blocks.
    package func restart() throws {
        try lifeline.fileHandleForWriting.write(contentsOf: Data("restart\n".utf8))
        try waitUntilReady()
    }

    private func waitUntilReady() throws {
        var said = Data()
        while !said.contains(UInt8(ascii: "\n")) {
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { break }
            said.append(more)
        }
        guard String(decoding: said, as: UTF8.self).hasPrefix("ready") else {
            throw Failure(log: String(decoding: said, as: UTF8.self))
        }
    }

    private struct Failure: Error {
        let log: String
    }
}
