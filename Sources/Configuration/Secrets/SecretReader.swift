internal import Identifiers
internal import Glibc
internal import POSIX

/// Fetches secrets from where references point.
struct SecretReader {
    let environment: [String: String]
    /// Relative paths start here.
    let folder: String

    private static let sizeLimit = 65_536

    func read(_ reference: SecretReference) throws(SettingProblem) -> Secret {
        switch reference {
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else {
                throw SettingProblem(.secretUnavailable, "the environment variable \(name) is not set")
            }
            return Secret(value)
        case .file(let path): return try readFile(Paths.absolute(path, from: folder), isPrivate: true)
        case .credential(let name):
            guard !name.contains("/"), name != ".." else {
                throw SettingProblem(.secretUnavailable, "'\(name)' is no name of a credential; it may not contain '/'")
            }
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else {
                throw SettingProblem(
                    .secretUnavailable, "there are no systemd credentials: CREDENTIALS_DIRECTORY is not set",
                    help: "run as a service with LoadCredential=\(name):… or use file: or env:")
            }
            return try readFile("\(folder)/\(name)", isPrivate: false)
        }
    }

    /// The file's bytes without the line break at their end. A private file must belong to us or root and be closed to others;
    /// systemd guards its credentials itself, by an access list that a file's mode does not show.
    func readFile(_ path: String, isPrivate: Bool) throws(SettingProblem) -> Secret {
        var bytes = try Self.bytes(path, isPrivate: isPrivate)
        while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw SettingProblem(.secretUnavailable, "\(path) is empty") }
        return Secret(bytes)
    }

    private static func bytes(_ path: String, isPrivate: Bool) throws(SettingProblem) -> [UInt8] {
        let problem: SettingProblem?
        do throws(SystemError) {
            let file = try Descriptor(opening: path, flags: O_RDONLY)
            problem = isPrivate ? accessProblem(file.number, path) : nil
            if problem == nil { return try file.readAll(limit: sizeLimit) }
        } catch {
            throw SettingProblem(.secretUnavailable, "cannot read \(path): \(String(cString: strerror(error.code)))")
        }
        throw problem ?? SettingProblem(.secretUnavailable, "cannot read \(path)")
    }

    private static func accessProblem(_ file: Int32, _ path: String) -> SettingProblem? {
        var status = stat()
        guard fstat(file, &status) == 0 else { return SettingProblem(.secretUnavailable, "cannot examine \(path)") }
        guard status.st_mode & 0o077 == 0 else {
            return SettingProblem(
                .secretUnavailable, "\(path) is open to other users (mode \(String(status.st_mode & 0o777, radix: 8)))",
                help: "chmod 600 \(path)")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            return SettingProblem(
                .secretUnavailable, "\(path) belongs to another user", help: "give it to the user HookBot runs as, with chown")
        }
        return nil
    }
}
