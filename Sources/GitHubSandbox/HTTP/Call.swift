internal import Identifiers
internal import JSON
internal import WebServer

/// One request to the API on its way through a handler.
struct Call: Sendable {
    let number: Int
    let request: Request
    let parameters: [String: String]
    let fields: Fields
    let caller: Caller
    let server: SandboxServer

    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// A numeric part of the path; anything else is not found.
    func id(_ name: String) throws(APIError) -> Int64 {
        guard let id = Int64(parameter(name)) else { throw .notFound }
        return id
    }

    func issueNumber() throws(APIError) -> Int { Int(try id("number")) }

    /// Somebody must have said who they are.
    func user() throws(APIError) -> SandboxUser {
        guard let user = caller.user else { throw .authenticationRequired }
        return user
    }

    /// The repository in the path.
    func repository(_ needs: SandboxPermission = .read, _ scope: String = "metadata=read") async throws(APIError)
        -> SandboxRepository
    {
        try await server.state.read { [caller, parameters, request] (world) throws(APIError) in
            if let id = parameters["repository_id"].flatMap({ Int64($0) }) {
                return try world.access(id, caller, needs: needs, scope: scope)
            }
            let name = "\(parameters["owner"] ?? "")/\(parameters["repo"] ?? "")"
            let repository = try world.access(world.names[name.lowercased()], caller, needs: needs, scope: scope)
            guard repository.name.description.lowercased() == name.lowercased() else {
                let rest = request.target.split(separator: "/repos/\(name)", maxSplits: 1).last ?? ""
                let tail = request.target.hasSuffix("/repos/\(name)") ? "" : String(rest)
                throw .moved(to: "\(world.addresses.api)/repositories/\(repository.id)\(tail)", method: request.method)
            }
            return repository
        }
    }

    func git(_ repository: SandboxRepository) -> ServedRepository { server.store[repository.id] }

    func read<R: Sendable>(_ body: @Sendable (SandboxWorld) throws(APIError) -> R) async throws(APIError) -> R {
        try await server.state.read(body)
    }

    /// Changes the world as one step, on account of this request.
    @discardableResult
    func change<R: Sendable>(_ body: @Sendable (inout SandboxWorld) throws(APIError) -> R) async throws(APIError) -> R {
        try await server.state.change(for: number, body)
    }

    /// The commit a name in the path stands for; 422 as GitHub answers for one that does not exist.
    func commit(_ name: String, in repository: SandboxRepository) async throws -> String {
        guard let commit = try await git(repository).commit(named: name) else {
            throw APIError(status: 422, message: "No commit found for SHA: \(name)")
        }
        return commit
    }
}
