/// Which file is the configuration.
package enum ConfigurationSearch {
    package static let variable = "HOOKBOT_CONFIG"
    package static let standardPaths = ["./hookbot.toml", "/etc/hookbot/config.toml"]

    /// `--config`, else `$HOOKBOT_CONFIG`, else the first standard path that exists; nil where none does. What a person named is
    /// taken whether it exists or not, so that a slip is an error and not another file.
    package static func path(
        option: String?, environment: [String: String], exists: (String) -> Bool
    ) -> String? {
        if let option { return option }
        if let named = environment[variable], !named.isEmpty { return named }
        return standardPaths.first(where: exists)
    }
}
