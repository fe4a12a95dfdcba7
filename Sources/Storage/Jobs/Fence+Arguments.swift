extension Fence {
    /// `$1`, `$2` and `$3` of every fenced statement.
    var arguments: [SQLValue] { [.job(job), .number(attempt), .text(token)] }
}
