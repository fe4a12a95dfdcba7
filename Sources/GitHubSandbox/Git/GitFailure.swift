/// A git command that failed.
struct GitFailure: Error, Equatable, CustomStringConvertible {
    let description: String
}
