/// What is known of a run when it starts.
package struct NewRun: Sendable {
    package var alias: String
    package var folder: String
    package var account: String?
    package var sessionID: String?

    package init(alias: String, folder: String, account: String? = nil, sessionID: String? = nil) {
        self.alias = alias
        self.folder = folder
        self.account = account
        self.sessionID = sessionID
    }
}
