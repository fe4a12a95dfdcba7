import POSIX
import Testing

/// `hookbot db audit` on what lies beside the database.
@Suite struct AuditTests {
    @Test func `after a job all promises hold, and each is named`() async throws {
        try await ServiceFixture.run { service in
            try await service.pullRequest(of: try await service.openLabelledIssue())
            let audit = try await service.hookbot("db", "audit")
            #expect(audit.succeeded, "\(audit.text)")
            #expect(audit.text.contains("no secret stands in the database"))
        }
    }

    enum Stray: String, CaseIterable {
        case openFile = "open to others: "
        case secretInLog = "a secret stands in "

        func appear(in folder: String) throws {
            switch self {
            case .openFile: try Files.write([1], to: "\(folder)/notes", mode: 0o644)
            case .secretInLog:
                try Files.makeFolder("\(folder)/jobs/x")
                // Across the border of what is read at once.
                let padding = [UInt8](repeating: 0x61, count: (1 << 20) - 9)
                try Files.write(padding + Array(ServiceFixture.modelKey.utf8) + padding, to: "\(folder)/jobs/x/stderr.txt")
            }
        }
    }

    @Test(arguments: Stray.allCases)
    func `what does not belong there is found`(stray: Stray) async throws {
        var setup = ServiceSetup()
        setup.sections = "[accounts.main]\napi-key = \"env:TEST_MODEL_KEY\""
        try await ServiceFixture.run(setup) { service in
            try await service.stop()
            try stray.appear(in: service.dataFolder)
            let audit = try await service.hookbot("db", "audit")
            #expect(!audit.succeeded)
            #expect(audit.text.contains(stray.rawValue), "\(audit.text)")
            for name in ["notes", "jobs/x"] { try? Files.removeTree("\(service.dataFolder)/\(name)") }
        }
    }
}
