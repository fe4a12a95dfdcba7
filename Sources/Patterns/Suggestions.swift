/// What a person may have meant by a word that is not among the candidates: at most `limit` of them, nearest first, within two
/// slips of the finger (one for words under five letters).
package func suggestions(for word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    let letters = Array(word.lowercased())
    let tolerance = letters.count < 5 ? 1 : 2
    var found: [(distance: Int, candidate: String)] = []
    for candidate in Set(candidates) {
        let other = Array(candidate.lowercased())
        guard abs(other.count - letters.count) <= tolerance else { continue }
        let distance = editDistance(letters, other)
        if distance <= tolerance { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
    return found.prefix(limit).map(\.candidate)
}

/// Damerau-Levenshtein: insertions, deletions, replacements, and swaps of neighbours (optimal string alignment).
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for column in 0..<right.count {
            let replacement = previous[column] + (left[row] == right[column] ? 0 : 1)
            var best = min(current[column] + 1, previous[column + 1] + 1, replacement)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, beforePrevious[column - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
