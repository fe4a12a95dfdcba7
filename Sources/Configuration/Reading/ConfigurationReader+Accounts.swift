internal import Identifiers
internal import TOML

extension ConfigurationReader {
    func accounts(_ top: SectionReader) -> [NamedAccount] {
        guard root["accounts"] == nil else {
            return sections("accounts", ConfigurationSchema.account) { NamedAccount(name: $0, settings: account($0, $1)) }
        }
        return accountsOfEnvironment()
    }

    private func account(_ name: String, _ section: SectionReader) -> AccountSettings? {
        let quota = quota(section)
        let base = address("base-url", of: section)
        if let base, !base.isEncrypted, !base.isLoopback {
            loading.report(
                .unsafeValue, at: section.place("base-url"), "plain http would send the credential in clear to \(base.host)",
                help: "use https")
        }
        let written = ["api-key", "oauth-token", "config-dir"].filter(section.isInFile)
        guard written.count == 1 else {
            if written.isEmpty {
                loading.report(
                    .missingKey, at: section.range, "\(section.label) has none of 'api-key', 'oauth-token' and 'config-dir'")
            } else {
                loading.report(
                    .conflict, at: section.place(written[1]),
                    "\(section.label) has " + written.map { "'\($0)'" }.joined(separator: " and "), help: "keep one of them")
            }
            return nil
        }
        let credential: AccountSettings.Credential
        if let key = section.secret("api-key") {
            credential = .apiKey(key)
        } else if let token = section.secret("oauth-token") {
            credential = .oauthToken(token)
        } else if let folder = section.text("config-dir") {
            credential = .configFolder(folder)
        } else {
            return nil
        }
        return base.map { AccountSettings(name: name, credential: credential, baseURL: $0.text, quota: quota) }
    }

    private func quota(_ section: SectionReader) -> AccountSettings.Quota? {
        let quota = section.section("quota", ConfigurationSchema.quota)
        guard let messages = quota.integer("messages") else {
            if quota.isPresent && !quota.isInFile("messages") {
                loading.report(.missingKey, at: quota.range, "\(quota.label) has no 'messages'")
            }
            return nil
        }
        return AccountSettings.Quota(messages: Int(messages), window: quota.duration("window"))
    }

    /// Without any `[accounts.*]`, the variables that the systems before HookBot read.
    private func accountsOfEnvironment() -> [NamedAccount] {
        let keys = (loading.environment["CLAUDE_API_KEYS"] ?? "").split(separator: ",")
            .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
        var found: [(name: String, variable: String, credential: AccountSettings.Credential)] = []
        if !keys.isEmpty {
            for (index, key) in keys.enumerated() {
                found.append(("environment-\(index + 1)", "CLAUDE_API_KEYS", .apiKey(Secret(key))))
            }
        } else if let key = loading.environment["ANTHROPIC_API_KEY"], !key.isEmpty {
            found.append(("environment", "ANTHROPIC_API_KEY", .apiKey(Secret(key))))
        } else if let token = loading.environment["CLAUDE_CODE_OAUTH_TOKEN"], !token.isEmpty {
            found.append(("environment", "CLAUDE_CODE_OAUTH_TOKEN", .oauthToken(Secret(token))))
        }
        return found.map { account in
            let section = SectionReader(
                ConfigurationSchema.account, label: "[accounts.\(account.name)]", path: "accounts.\(account.name)", value: nil,
                in: loading)
            loading.record("accounts.\(account.name).credential", "<secret>", from: .environment(account.variable))
            return NamedAccount(
                name: account.name,
                settings: AccountSettings(
                    name: account.name, credential: account.credential, baseURL: section.text("base-url") ?? "",
                    quota: quota(section)))
        }
    }
}
