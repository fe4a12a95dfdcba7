/// Run a program that lies on the server, outside of everything that comes from a repository.
package struct ScriptAction: Sendable, Equatable {
    /// Absolute.
    package var path: String
    /// As written: no template ever becomes an argument.
    package var arguments: [String]
    /// Names of variables handed on from the service's own environment.
    package var environment: [String]
    package var timeout: Duration
    /// In bytes; a program that writes more is ended.
    package var outputLimit: Int

    package init(path: String, arguments: [String], environment: [String], timeout: Duration, outputLimit: Int) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.timeout = timeout
        self.outputLimit = outputLimit
    }
}
