internal import POSIX
internal import TOML

extension HookBotConfiguration {
    /// Reads a file of at most 1 MiB, the prompts and secrets it names, and reports everything that is wrong in one go. It
    /// blocks on files: call it off the cooperative threads once the service runs.
    package static func load(path: String, environment: [String: String]) -> LoadResult {
        do throws(SystemError) {
            return load(bytes: try Files.read(path, limit: sizeLimit), path: path, environment: environment)
        } catch {
            let diagnostic = Diagnostic(
                code: .unreadableFile, path: path, line: 0, column: 0, width: 0,
                message: "cannot read the configuration: \(error)",
                help: "name one with --config PATH or HOOKBOT_CONFIG", sourceLine: nil)
            return LoadResult(configuration: nil, diagnostics: [diagnostic], settings: [])
        }
    }

    /// The same for text that was read already; `path` is what messages show and where relative paths start.
    package static func load(bytes: [UInt8], path: String, environment: [String: String]) -> LoadResult {
        let loading = Loading(path: path, text: String(decoding: bytes, as: UTF8.self), environment: environment)
        var configuration: HookBotConfiguration?
        do throws(TOMLError) {
            let root = try TOMLDocument(parsing: bytes, sizeLimit: sizeLimit).root
            configuration = ConfigurationReader(loading: loading, root: root).configuration()
        } catch {
            let first = error.first.map { "; first written at \(path):\($0)" } ?? ""
            loading.report(.syntax, at: TextRange(error.location, error.location), error.message + first)
        }
        return LoadResult(
            configuration: loading.hasErrors ? nil : configuration, diagnostics: loading.diagnostics.sorted(),
            settings: loading.settings)
    }

    private static let sizeLimit = 1 << 20
}
