/// Bytes that must never be shown: no equality, and every description of it reads `<secret>`.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The bytes themselves, for the one call that needs them.
    package let exposedBytes: [UInt8]

    package init(_ bytes: [UInt8]) { exposedBytes = bytes }

    package init(_ text: String) { exposedBytes = Array(text.utf8) }

    /// The bytes as UTF-8 text, for a header or a password field.
    package var exposedText: String { String(decoding: exposedBytes, as: UTF8.self) }

    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
