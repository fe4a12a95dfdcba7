internal import Identifiers
internal import Patterns
internal import Rules
internal import TOML

extension ConfigurationReader {
    func gitHub(_ top: SectionReader) -> GitHubSettings? {
        let section = section("github", ConfigurationSchema.gitHub)
        let allowsHTTP = section.flag("allow-http")
        let base = address("base-url", of: section)
        let web = section.has("web-url") ? address("web-url", of: section) : base.flatMap(Self.webAddress)
        for (name, address) in [("base-url", base), ("web-url", web)] {
            guard let address, !address.isEncrypted, !address.isLoopback, !allowsHTTP, section.isInFile(name) else { continue }
            loading.report(
                .unsafeValue, at: section.place(name), "plain http would send the token in clear to \(address.host)",
                help: "use https, or set allow-http = true if the network in between is yours")
        }
        if let base, web == nil, !section.has("web-url") {
            loading.report(
                .missingKey, at: section.place("base-url"), "'web-url' does not follow from \(base.text)",
                help: "write web-url, the address of the pages people see")
        }
        let secrets = webhookSecrets(section)
        let identity = identity(section)
        let ignored = ignoredActors(section)
        let repositories = repositories(section)
        guard let base, let web, let identity, !secrets.isEmpty else { return nil }
        return GitHubSettings(
            baseURL: base.text, webURL: web.text, identity: identity, webhookSecrets: secrets, botName: section.text("bot-name"),
            allowsHTTP: allowsHTTP, ignoredActors: ignored, repositories: repositories, catchUp: section.duration("catch-up"),
            redeliveries: section.number("redeliveries"), sweptItems: section.number("sweep-items"),
            sweepAfter: section.duration("sweep-after"))
    }

    /// `https://api.github.com` belongs to `https://github.com`; a server of one's own has both on one host.
    private static func webAddress(of base: WebAddress) -> WebAddress? {
        if base.host == "api.github.com" { return WebAddress("https://github.com") }
        guard base.path.hasSuffix("/api/v3") else { return nil }
        return WebAddress(String(base.text.dropLast("/api/v3".count)))
    }

    private func webhookSecrets(_ section: SectionReader) -> [Secret] {
        let secrets = section.secrets("secrets")
        let elements = section.raw("secrets")?.array ?? []
        if section.isInFile("secrets"), elements.isEmpty, section.raw("secrets")?.array != nil {
            loading.report(
                .missingKey, at: section.place("secrets"), "without a webhook secret anybody could send events", help: newSecret)
        }
        for (index, secret) in secrets.enumerated() {
            guard let fault = SecretStrength.fault(of: secret) else { continue }
            let range = elements.count == secrets.count ? elements[index].range : section.place("secrets")
            loading.report(.weakSecret, at: range, "this webhook secret \(fault)", help: newSecret)
        }
        return secrets
    }

    private func identity(_ section: SectionReader) -> GitHubSettings.Identity? {
        let isApp = section.isInFile("app-id") || section.isInFile("key-file")
        if isApp, section.isInFile("token") {
            loading.report(
                .conflict, at: section.place("token"), "[github] has both 'token' and a GitHub App", help: "remove one of them")
            return nil
        }
        guard isApp else {
            if let token = section.secret("token") { return .token(token) }
            if !section.isInFile("token") {
                loading.report(
                    .missingKey, at: section.range, "[github] has neither 'token' nor 'app-id' and 'key-file'",
                    help: "token = \"env:GITHUB_TOKEN\", for one")
            }
            return nil
        }
        for name in ["app-id", "key-file"] where !section.isInFile(name) {
            loading.report(.missingKey, at: section.range, "[github] has no '\(name)', which a GitHub App needs")
        }
        guard let id = section.integer("app-id"), let path = section.text("key-file") else { return nil }
        do throws(SettingProblem) {
            let key = try loading.secrets.readFile(path, isPrivate: true)
            guard key.exposedText.hasPrefix("-----BEGIN ") else {
                throw SettingProblem(.secretUnavailable, "\(path) holds no PEM key")
            }
            return .app(id: id, key: key)
        } catch {
            loading.report(error, at: section.place("key-file"))
            return nil
        }
    }

    private func repositories(_ section: SectionReader) -> [RepositoryName] {
        section.texts("repositories").compactMap { text in
            if let name = RepositoryName(text) { return name }
            let value = section.raw("repositories")?.array?.first { $0.string == text }
            loading.report(
                .wrongType, at: value?.range ?? section.place("repositories"),
                "expected a repository such as \"owner/name\"")
            return nil
        }
    }

    private func ignoredActors(_ section: SectionReader) -> GitHubSettings.IgnoredActors {
        let names = section.texts("ignore-actors")
        let patterns = patterns(names.filter { $0 != "self" }, "ignore-actors", of: section, caseSensitive: false)
        return GitHubSettings.IgnoredActors(includesSelf: names.contains("self"), patterns: patterns)
    }

    func patterns(_ texts: [String], _ name: String, of section: SectionReader, caseSensitive: Bool) -> [StringPattern] {
        texts.compactMap { text in
            let value = section.raw(name)?.array?.first { $0.string == text }
            do throws(PatternError) {
                return try StringPattern(text, caseSensitive: caseSensitive)
            } catch {
                reportPattern(error, text, value)
                return nil
            }
        }
    }

    /// At the character inside the pattern where its place in the file is known.
    func reportPattern(_ error: PatternError, _ text: String, _ value: TOMLValue?) {
        let place = value.flatMap { loading.source.place(at: error.offset, in: $0, of: text) }
        loading.report(
            .badPattern, at: place ?? value?.range, "\(error.description) (at character \(error.offset + 1) of the pattern)")
    }
}
