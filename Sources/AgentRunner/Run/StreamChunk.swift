/// A piece of what an agent wrote, as it stands in the run's files.
package struct StreamChunk: Hashable, Sendable {
    package enum Source: Hashable, Sendable { case output, errorOutput }

    package let source: Source
    package let bytes: [UInt8]
    /// Where to go on after this piece.
    package let next: StreamOffset
}

/// How far the two outputs of a run were read, in bytes.
package struct StreamOffset: Hashable, Sendable {
    package var output: Int
    package var errorOutput: Int

    package init(output: Int = 0, errorOutput: Int = 0) {
        self.output = output
        self.errorOutput = errorOutput
    }
}
