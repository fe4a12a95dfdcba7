/// What `/priority` takes.
enum PriorityWord {
    static let range = -1000...1000

    /// nil for what is no priority.
    static func value(_ word: String) -> Int? {
        switch word.lowercased() {
        case "low": -100
        case "normal": 0
        case "high": 100
        default: Int(word).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}
