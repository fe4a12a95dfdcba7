internal import Configuration
internal import Crypto
internal import Identifiers
internal import POSIX
internal import PostgreSQL
internal import Storage

/// The folder that holds everything of one service; only its owner may look inside.
struct DataFolder: Sendable {
    let path: String

    /// Makes it where it is missing.
    init(_ path: String) throws(StartError) {
        self.path = path
        do { try Files.makeFolder(path) } catch { throw .failed("the data directory cannot be made: \(error)") }
        guard let mode = Files.mode(path) else { throw .failed("the data directory \(path) cannot be looked at") }
        guard mode & 0o077 == 0 else {
            throw .configuration(
                "the data directory \(path) is open to others (mode \(String(mode & 0o777, radix: 8))); run: chmod 700 \(path)")
        }
    }

    var clones: String { "\(path)/clones" }
    var socket: String { "\(path)/api.sock" }
    var heartbeat: String { "\(path)/heartbeat" }

    /// The key that signs markers; made once.
    func markerKey() throws(StartError) -> Secret { Secret(try kept("marker.key") { hexadecimal(randomBytes(32)) }) }

    /// The name of this machine among those that share a database; made once.
    func node() throws(StartError) -> String { try kept("node.id") { "node-\(hexadecimal(randomBytes(6)))" } }

    /// Keeps a second service out of this folder, whatever database the two would use.
    func lock() throws(StartError) -> FileLock {
        let file = "\(path)/service.lock"
        do throws(SystemError) {
            if let lock = try FileLock.take(file) { return lock }
        } catch {
            throw .failed("\(error)")
        }
        throw .failed(
            "the data directory \(path) is in use by another hookbot serve; stop that one first, or give this one its own")
    }

    /// Opens the database; a damaged one is left alone.
    static func open(_ storage: StorageSettings) async throws(StartError) -> Database {
        do throws(StorageError) {
            return try await Database.open(location(of: storage))
        } catch {
            throw startError(error)
        }
    }

    /// Looks at the database, also while a service has it open; the second part of the answer closes what was opened.
    static func look(_ storage: StorageSettings) async throws(StartError) -> (DatabaseView, () async -> Void) {
        do throws(StorageError) {
            do throws(StorageError) {
                let database = try await Database.open(location(of: storage))
                return (database.view, { await database.close() })
            } catch .inUse {
                let view = try await DatabaseView.open(beside: location(of: storage))
                return (view, { await view.close() })
            }
        } catch {
            throw startError(error)
        }
    }

    static func location(of storage: StorageSettings) throws(StorageError) -> StorageLocation {
        switch storage.database {
        case .file(let path): return .file(path)
        case .server(let url):
            do throws(PostgresError) {
                return .server(try ConnectionTarget(url: url.exposedText))
            } catch {
                throw .cannotOpen(path: "storage.url", detail: "\(error)")
            }
        }
    }

    private static func startError(_ error: StorageError) -> StartError {
        switch error {
        case .damaged: .damaged("\(error)")
        default: .failed("\(error)")
        }
    }

    private func kept(_ name: String, make: () -> String) throws(StartError) -> String {
        let file = "\(path)/\(name)"
        do throws(SystemError) {
            if Files.exists(file) {
                let text = try Files.readText(file, limit: 4096).filter { !$0.isWhitespace }
                if !text.isEmpty { return text }
            }
            let text = make()
            try Files.write(Array(text.utf8), to: file)
            return text
        } catch {
            throw .failed("\(error)")
        }
    }
}
