/// A repository of the size that measurements ask for: 1200 text files of a few kilobytes in 60 folders.
enum BenchmarkProject {
    static let files: [String: String] = {
        var files: [String: String] = [:]
        for number in 0..<1200 {
            let folder = number % 60
            let lines = (0..<(20 + number % 60)).map { "let value\($0) = \(number * 31 + $0 * 17) // what line \($0) is for\n" }
            files["Sources/Part\(folder % 12)/Topic\(folder)/File\(number).swift"] = lines.joined()
        }
        return files
    }()

    /// What an agent might do to it: eight files changed, two added, one removed. No two values of `mark` give the same contents.
    static func change(mark: String) -> [String: String?] {
        let paths = files.keys.sorted()
        var change: [String: String?] = [
            "Sources/Added/First.swift": "// first \(mark)\n", "Sources/Part0/Topic0/Second.swift": "// second \(mark)\n",
        ]
        for path in stride(from: 7, to: 1200, by: 150).map({ paths[$0] }) { change[path] = "// \(mark)\n" + (files[path] ?? "") }
        change[paths[600]] = .some(nil)
        return change
    }
}
