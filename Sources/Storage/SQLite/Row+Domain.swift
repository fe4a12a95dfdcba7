package import Identifiers
package import JSON

extension Row {
    package func int(_ column: String) throws(StorageError) -> Int { Int(try integer(column)) }

    package func optionalInt(_ column: String) throws(StorageError) -> Int? { try optionalInteger(column).map { Int($0) } }

    package func flag(_ column: String) throws(StorageError) -> Bool { try integer(column) != 0 }

    package func time(_ column: String) throws(StorageError) -> Timestamp { Timestamp(milliseconds: try integer(column)) }

    package func optionalTime(_ column: String) throws(StorageError) -> Timestamp? {
        try optionalInteger(column).map { Timestamp(milliseconds: $0) }
    }

    package func json(_ column: String) throws(StorageError) -> JSONValue { try present(optionalJSON(column), column) }

    package func optionalJSON(_ column: String) throws(StorageError) -> JSONValue? {
        guard let text = try optionalText(column) else { return nil }
        do { return try JSONValue(parsing: text) } catch { throw unreadable(column) }
    }

    package func job(_ column: String) throws(StorageError) -> JobID { try present(optionalJob(column), column) }

    package func optionalJob(_ column: String) throws(StorageError) -> JobID? {
        guard let text = try optionalText(column) else { return nil }
        return try present(JobID(text), column)
    }

    package func optionalCommit(_ column: String) throws(StorageError) -> CommitID? {
        guard let text = try optionalText(column) else { return nil }
        return try present(CommitID(text), column)
    }

    package func repository(_ column: String) throws(StorageError) -> RepositoryID {
        try present(RepositoryID(text(column)), column)
    }

    package func optionalRepository(_ column: String) throws(StorageError) -> RepositoryID? {
        guard let text = try optionalText(column) else { return nil }
        return try present(RepositoryID(text), column)
    }

    /// A word of a closed set.
    package func word<Word: RawRepresentable<String>>(_ column: String, as _: Word.Type = Word.self) throws(StorageError) -> Word
    {
        try present(Word(rawValue: text(column)), column)
    }
}
