internal import Patterns

/// What `/label +bug -wip "needs review"` asks for; a word without a sign is added.
struct LabelWords: Equatable {
    var add: [String] = []
    var remove: [String] = []

    init(_ words: [String]) {
        for word in words {
            let name = String(word.drop { $0 == "+" || $0 == "-" })
            guard !name.isEmpty else { continue }
            if word.hasPrefix("-") { remove.append(name) } else { add.append(name) }
        }
    }

    /// What is wrong with the first label that the repository does not have: GitHub would make a new one of a slip.
    func problem(known: [String]) -> String? {
        let names = Set(known.map { $0.lowercased() })
        return add.first { !names.contains($0.lowercased()) }.map { name in
            let near = suggestions(for: name, among: known).map { PublicText.code($0) }
            return "there is no label \(PublicText.code(name))"
                + (near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?")
        }
    }
}
