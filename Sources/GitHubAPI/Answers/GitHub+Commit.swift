package import Identifiers

extension GitHub {
    package struct Commit: Hashable, Sendable {
        package let id: CommitID
        package let message: String
        package let authorName: String
        package let authorEmail: String
        /// The account GitHub knows by the address, if any.
        package let author: Account?
    }
}

extension GitHub.Commit: WireReadable {
    static let wireName = "commit"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.commit("sha")
        let commit = try wire.object("commit")
        message = try commit.text("message")
        let signature = try commit.optionalObject("author")
        authorName = try signature?.optionalText("name") ?? ""
        authorEmail = try signature?.optionalText("email") ?? ""
        // An empty object stands for "no account" as well as null.
        let account = try wire.optionalObject("author")
        author = try account.flatMap { (account) throws(GitHubError) in account.has("id") ? try GitHub.Account(account) : nil }
    }
}
