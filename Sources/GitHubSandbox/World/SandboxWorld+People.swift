internal import Identifiers

extension SandboxWorld {
    mutating func seed(_ seed: SandboxOptions.Seed) {
        let user = addUser(seed.login, kind: seed.kind)
        if let token = seed.token {
            grants[token.exposedText] = SandboxGrant(user: user.id, kind: .personal, expires: nil)
        }
    }

    func known(_ login: String) throws(APIError) -> SandboxUser {
        guard let user = user(login) else { throw APIError(status: 404, message: "\(login) is not a user") }
        return user
    }
}
