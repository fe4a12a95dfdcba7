package import Identifiers

/// Where clones live and how git hosts are talked to.
package struct GitSettings: Sendable {
    /// The `hookbot` program, started as `hookbot git-transfer` for every conversation with a git host.
    package var executable: String
    /// The folder of all bare clones, as `<host>/<owner>/<name>.git`.
    package var cloneRoot: String
    package var limits: TransferLimits
    /// A PEM file of certificate authorities instead of the system's, as for a git host of one's own.
    package var certificateFile: String?
    /// Asked when a call brings no token of its own.
    package var credential: @Sendable () async throws -> Secret?

    package init(
        executable: String, cloneRoot: String, limits: TransferLimits = TransferLimits(), certificateFile: String? = nil,
        credential: @escaping @Sendable () async throws -> Secret? = { nil }
    ) {
        self.executable = executable
        self.cloneRoot = cloneRoot
        self.limits = limits
        self.certificateFile = certificateFile
        self.credential = credential
    }
}
