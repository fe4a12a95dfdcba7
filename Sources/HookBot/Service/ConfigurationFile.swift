internal import Configuration
internal import POSIX

/// Finds and loads the configuration; everything wrong with it is said at once.
struct ConfigurationFile {
    let path: String
    let result: LoadResult

    static func load(_ invocation: Invocation, environment: [String: String]) throws(StartError) -> ConfigurationFile {
        guard let path = ConfigurationSearch.path(option: invocation["--config"], environment: environment, exists: Files.exists)
        else {
            throw .configuration(
                "no configuration: there is neither ./hookbot.toml nor /etc/hookbot/config.toml; name one with --config PATH or HOOKBOT_CONFIG"
            )
        }
        return ConfigurationFile(path: path, result: HookBotConfiguration.load(path: path, environment: environment))
    }

    /// The configuration, or an error that lists everything wrong with it.
    func checked() throws(StartError) -> HookBotConfiguration {
        guard let configuration = result.configuration else {
            throw .configuration(result.diagnostics.map(\.description).joined(separator: "\n\n"))
        }
        return configuration
    }
}
