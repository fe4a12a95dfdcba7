import POSIX
import TestSupport
import Testing

@testable import AgentRunner

@Suite struct TreeSizeTests {
    @Test func `files in all folders count, and links do not`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/tree/a/b")
            for path in ["tree/one", "tree/a/b/two", "outside"] {
                try Files.write([UInt8](repeating: 1, count: 100_000), to: "\(folder)/\(path)")
            }
            try Files.makeLink("\(folder)/tree/a/up", to: "..")
            try Files.makeLink("\(folder)/tree/out", to: "../outside")
            #expect(TreeSize.exceeds(150_000, below: "\(folder)/tree"))
            #expect(!TreeSize.exceeds(280_000, below: "\(folder)/tree"))
        }
    }

    @Test func `a tree of too many files is too large whatever they hold`() async throws {
        try await withTemporaryFolder { folder in
            for index in 0..<5 { try Files.write([], to: "\(folder)/\(index)") }
            #expect(TreeSize.exceeds(1 << 30, below: folder, entryLimit: 4))
            #expect(!TreeSize.exceeds(1 << 30, below: folder, entryLimit: 5))
        }
    }
}
