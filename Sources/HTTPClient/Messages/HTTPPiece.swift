/// A part of an answer that is taken as it comes.
package enum HTTPPiece: Sendable {
    /// Status and headers, once and first; its body is empty.
    case head(HTTPResponse)
    case body([UInt8])
}
