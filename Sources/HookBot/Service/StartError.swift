/// Why a command cannot start, with what to do about it and the exit code that says so to scripts.
struct StartError: Error, CustomStringConvertible {
    let description: String
    let exitCode: Int32

    /// Wrong usage or wrong configuration.
    static func configuration(_ text: String) -> StartError { StartError(description: text, exitCode: 2) }

    static func failed(_ text: String) -> StartError { StartError(description: text, exitCode: 1) }

    /// Storage is damaged; nothing was touched.
    static func damaged(_ text: String) -> StartError { StartError(description: text, exitCode: 3) }
}
