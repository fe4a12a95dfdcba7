/// Where the few statements differ that cannot be worded for both databases.
enum SQLDialect: Hashable, Sendable {
    case sqlite
    case postgres
}
