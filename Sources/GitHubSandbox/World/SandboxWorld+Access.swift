internal import Crypto
internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Reads `Authorization`: a bearer token, `token …`, Basic with the token as password, or an App's JSON Web Token.
    func authenticate(_ authorization: String?) throws(APIError) -> Caller {
        guard let authorization else { return .anonymous }
        let words = authorization.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { throw .badCredentials }
        let credential = String(words[1])
        switch words[0].lowercased() {
        case "bearer", "token":
            if credential.split(separator: ".").count == 3 { return try authenticate(jwt: credential) }
            return try authenticate(token: credential)
        case "basic":
            let text = base64Decoded(credential).map { String(decoding: $0, as: UTF8.self) } ?? ""
            guard let colon = text.firstIndex(of: ":") else { throw .badCredentials }
            let password = String(text[text.index(after: colon)...])
            return try authenticate(token: password.isEmpty ? String(text[..<colon]) : password)
        default:
            throw .badCredentials
        }
    }

    private func authenticate(token: String) throws(APIError) -> Caller {
        guard let grant = grants[token], let user = users[grant.user] else { throw .badCredentials }
        if let expires = grant.expires, expires <= now { throw .badCredentials }
        switch grant.kind {
        case .personal: return Caller(user: user, kind: .personal)
        case .installation(let repositories, let permissions):
            return Caller(user: user, kind: .installation(repositories: repositories, permissions: permissions))
        }
    }

    private func authenticate(jwt: String) throws(APIError) -> Caller {
        func refuse(_ message: String) -> APIError { APIError(status: 401, message: message) }
        let unreadable = refuse("A JSON web token could not be decoded")
        let parts = jwt.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = base64Decoded(parts[0]), let body = base64Decoded(parts[1]),
            let signature = base64Decoded(parts[2]), !signature.isEmpty,
            let header = try? JSONValue(parsing: head), let claims = try? JSONValue(parsing: body),
            header["alg"] == "RS256"
        else { throw unreadable }
        let issuer = claims["iss"]?.string ?? claims["iss"]?.integer.map { String($0) }
        guard let app, issuer == String(app.id) || issuer == "Iv1.\(app.id)" else {
            throw APIError(status: 404, message: "Integration not found")
        }
        let seconds = now.milliseconds / 1000
        guard let issued = claims["iat"]?.integer, issued <= seconds + 60 else {
            throw refuse(
                "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
        }
        guard let expires = claims["exp"]?.integer, expires > seconds else {
            throw refuse(
                "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the "
                    + "assertion expires")
        }
        guard expires <= seconds + 600 else { throw refuse("'Expiration time' claim ('exp') is too far in the future") }
        if let key = app.key {
            // PKCS #1 v1.5 signatures are deterministic: the right one is the one the key makes again.
            let expected = try? rs256(Array("\(parts[0]).\(parts[1])".utf8), privateKey: key.exposedBytes)
            guard expected == signature else { throw unreadable }
        }
        return Caller(user: user(app.login), kind: .app)
    }

    /// The repository of a request, if the caller may do there what it needs; `scope` is the App permission, as `issues=write`.
    func access(
        _ id: Int64?, _ caller: Caller, needs: SandboxPermission, scope: String
    ) throws(APIError) -> SandboxRepository {
        guard let id, let repository = repositories[id] else { throw .notFound }
        var permission = permission(of: caller.user, in: repository)
        switch caller.kind {
        case .app: throw APIError(status: 401, message: "A JSON web token can only be used for the App's own endpoints")
        case .anonymous:
            if permission >= .read && needs > .read { throw .authenticationRequired }
        case .personal: break
        case .installation(let repositories, let permissions):
            if let repositories, !repositories.contains(id) { permission = repository.isPrivate ? .none : .read }
            let parts = scope.split(separator: "=")
            if permission >= .read, needs > .read, parts.count == 2, permissions[String(parts[0])] != "write" {
                throw .forbidden(installation: true, needs: scope)
            }
        }
        if permission < .read { throw .notFound }
        if permission < needs { throw .forbidden(installation: caller.isInstallation, needs: scope) }
        return repository
    }

    /// What somebody wrote is theirs to change, or that of whoever may write in the repository.
    func checkAuthor(
        of author: Int64?, _ user: SandboxUser, in repository: SandboxRepository, _ caller: Caller
    ) throws(APIError) {
        guard let author else { throw .notFound }
        guard author == user.id || permission(of: user, in: repository) >= .write else {
            throw .forbidden(installation: caller.isInstallation, needs: "issues=write")
        }
    }
}
