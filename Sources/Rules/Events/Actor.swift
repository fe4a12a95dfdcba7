internal import JSON

/// A user, bot or organisation, as a payload names it.
package struct Actor: Sendable, Hashable {
    package let login: String
    package let id: Int64
    package let isBot: Bool

    package init(login: String, id: Int64, isBot: Bool = false) {
        self.login = login
        self.id = id
        self.isBot = isBot
    }

    init?(_ user: JSONValue?) {
        guard let login = user?["login"]?.string, let id = user?["id"]?.integer else { return nil }
        self.init(login: login, id: id, isBot: user?["type"]?.string == "Bot")
    }
}
