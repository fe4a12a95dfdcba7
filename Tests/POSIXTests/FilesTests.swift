import POSIX
import TestSupport
import Testing

@Suite struct FilesTests {
    @Test func `a written file is read back whole`() async throws {
        try await withTemporaryFolder { folder in
            try Files.write([1, 2, 3], to: "\(folder)/a")
            #expect(try Files.read("\(folder)/a") == [1, 2, 3])
            #expect(try Files.names(in: folder) == ["a"])
        }
    }

    @Test func `a file over the limit is refused`() async throws {
        try await withTemporaryFolder { folder in
            try Files.write([1, 2, 3], to: "\(folder)/a")
            #expect(throws: SystemError.self) { try Files.read("\(folder)/a", limit: 2) }
        }
    }

    @Test func `a tree is removed without following its links`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/kept")
            try Files.write([1], to: "\(folder)/kept/file")
            try Files.makeFolder("\(folder)/tree/below/deeper")
            try Files.write([1], to: "\(folder)/tree/below/deeper/file")
            try Files.makeLink("\(folder)/tree/link", to: "\(folder)/kept")
            try Files.removeTree("\(folder)/tree")
            #expect(try Files.names(in: folder) == ["kept"])
            #expect(try Files.names(in: "\(folder)/kept") == ["file"])
            try Files.removeTree("\(folder)/tree")
        }
    }

    @Test func `a tree is removed although files are still being made in it`() async throws {
        try await withTemporaryFolder { folder in
            let tree = "\(folder)/tree"
            try Files.makeFolder(tree)
            for number in 0..<500 { try Files.write([1], to: "\(tree)/\(number)") }
            async let late: Void = Task.detached {
                // Once the removal has begun, for as long as there is a folder to make them in.
                while Files.exists("\(tree)/0"), Files.exists("\(tree)/499") {}
                for number in 500..<503 { try? Files.write([1], to: "\(tree)/\(number)") }
            }.value
            try Files.removeTree(tree)
            await late
            try Files.removeTree(tree)
            #expect(try Files.names(in: folder) == [])
        }
    }
}
