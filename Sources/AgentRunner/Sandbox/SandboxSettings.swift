/// How the sandbox of a run is to be.
package struct SandboxSettings: Hashable, Sendable {
    package var mode: SandboxMode
    package var network: SandboxNetwork
    /// Files and folders to be read at their own paths, beyond the system's programs; missing ones are left out.
    package var readable: [String]
    /// Files and folders to be changed at their own paths, beyond the tree.
    package var writable: [String]
    /// Bytes that HOME, /tmp and /dev/shm may each hold; they lie in memory.
    package var memoryFolderBytes: Int
    /// bubblewrap by its path, where it is not in the usual places.
    package var program: String?

    package init(
        mode: SandboxMode = .required, network: SandboxNetwork = .shared, readable: [String] = [], writable: [String] = [],
        memoryFolderBytes: Int = 1 << 30, program: String? = nil
    ) {
        self.mode = mode
        self.network = network
        self.readable = readable
        self.writable = writable
        self.memoryFolderBytes = memoryFolderBytes
        self.program = program
    }
}
