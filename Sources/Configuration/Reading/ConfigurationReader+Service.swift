internal import PostgreSQL
internal import Glibc
internal import Identifiers

extension ConfigurationReader {
    func server(_ top: SectionReader) -> ServerSettings? {
        let section = section("server", ConfigurationSchema.server)
        let isBehindProxy = section.flag("behind-proxy")
        let publicURL = address("public-url", of: section)
        if let secret = section.secret("api-secret"), let fault = SecretStrength.fault(of: secret) {
            loading.report(.weakSecret, at: section.place("api-secret"), "the API secret \(fault)", help: newSecret)
        }
        guard let listen = listen(section) else { return nil }
        if !listen.isLocal && !isBehindProxy {
            loading.report(
                .unsafeValue, at: section.place("listen"), "others can reach this address, and HookBot speaks no TLS itself",
                help: "listen on 127.0.0.1, or set behind-proxy = true where a proxy in front does TLS")
        }
        return ServerSettings(
            listen: listen, publicURL: publicURL?.text, apiSecret: section.secret("api-secret"), isBehindProxy: isBehindProxy)
    }

    private func listen(_ section: SectionReader) -> ListenEndpoint? {
        guard let text = section.text("listen") else { return nil }
        if text.hasPrefix("unix:") {
            let path = Paths.absolute(String(text.dropFirst(5)), from: loading.folder)
            // sun_path of unix(7) holds 108 bytes with the NUL.
            if path.utf8.count < 108, text.utf8.count > 5 { return .unix(path: path) }
            loading.report(.wrongType, at: section.place("listen"), "the path of a socket has from 1 to 107 bytes")
            return nil
        }
        if let (host, port) = WebAddress.hostAndPort(text[...]), let port, host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            return .tcp(host: host, port: port)
        }
        loading.report(
            .wrongType, at: section.place("listen"),
            "expected an address such as \"127.0.0.1:3456\" or \"unix:/run/hookbot.sock\"")
        return nil
    }

    func storage(_ top: SectionReader) -> StorageSettings? {
        let section = section("storage", ConfigurationSchema.storage)
        let kept = section.section("retention", ConfigurationSchema.retention)
        let retention = StorageSettings.Retention(
            deliveries: kept.duration("deliveries"), logs: kept.duration("logs"),
            failedWorkspaces: kept.duration("workspaces-failed"))
        guard let folder = section.text("data-dir"), let url = section.text("url") else { return nil }
        guard let database = database(url, section, folder: folder) else { return nil }
        return StorageSettings(
            database: database, dataFolder: folder, lowWaterForJobs: section.number("low-water-jobs"),
            lowWater: section.number("low-water"), retention: retention)
    }

    private func database(_ text: String, _ section: SectionReader, folder: String) -> DatabaseLocation? {
        guard let reference = SecretReference(text) else {
            return database(of: text, section, folder: folder, isInClear: section.isInFile("url"))
        }
        do throws(SettingProblem) {
            let secret = try loading.secrets.read(reference)
            return database(of: secret.exposedText, section, folder: folder, isInClear: false)
        } catch {
            loading.report(error, at: section.place("url"))
            return nil
        }
    }

    private func database(of url: String, _ section: SectionReader, folder: String, isInClear: Bool) -> DatabaseLocation? {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            if isInClear, url.hidingPassword != url {
                loading.report(
                    .secretInClear, at: section.place("url"), "the password of the database stands in clear",
                    help: "keep the whole URL elsewhere (url = \"file:/etc/hookbot/database-url\"), or the password in PGPASSWORD"
                )
                return nil
            }
            do throws(PostgresError) {
                _ = try ConnectionTarget(url: url)
                return .server(Secret(url))
            } catch {
                loading.report(.wrongType, at: section.place("url"), "\(error)")
                return nil
            }
        }
        // "sqlite:///x.db" is how SQLAlchemy writes the relative path x.db.
        let path = url.hasPrefix("sqlite:///") ? url.dropFirst(10) : url.dropFirst(7)
        guard url.hasPrefix("sqlite:"), !path.isEmpty, !path.contains("?"), path != ":memory:" else {
            loading.report(
                .wrongType, at: section.place("url"),
                "expected \"sqlite:\" and the path of a file, or \"postgres://user@host/database\"",
                help: url.hasPrefix("postgresql+") ? "leave out the '+' and the driver's name after it" : nil)
            return nil
        }
        return .file(Paths.absolute(String(path), from: folder))
    }

    func limits(_ top: SectionReader) -> LimitSettings {
        let section = section("limits", ConfigurationSchema.limits)
        return LimitSettings(
            jobs: section.number("jobs"), jobsPerRepository: section.number("jobs-per-repo"),
            attempts: section.number("attempts"), retryAfter: section.duration("retry-after"),
            retryAtMost: section.duration("retry-at-most"), payload: section.number("payload"),
            writesPerMinute: section.number("writes-per-minute"),
            writesPerHour: section.number("writes-per-hour"), botAnswers: section.number("bot-answers"),
            botWindow: section.duration("bot-window"), lease: section.duration("lease"),
            abandonAfter: section.duration("abandon-after"), progress: section.duration("progress"),
            drain: section.duration("drain"),
            changedFiles: section.number("changed-files"), changedSize: section.number("changed-size"),
            dollarsPerDay: section.decimal("usd-per-day"), dollarsPerRepositoryDay: section.decimal("usd-per-repo-day"))
    }

    /// The address behind a key, or nil with a report where it is none.
    func address(_ name: String, of section: SectionReader) -> WebAddress? {
        guard let text = section.text(name) else { return nil }
        if let address = WebAddress(text) { return address }
        loading.report(
            .wrongType, at: section.place(name), "expected an address such as \"https://example.com\"",
            help: "user names, queries and fragments are not allowed")
        return nil
    }

    var newSecret: String { "make one with: openssl rand -hex 32" }
}
