/// What must hold of the bytes before a parser sees them: strict UTF-8 and no NUL.
enum TextCheck {
    static func check(_ bytes: [UInt8]) throws(TOMLError) {
        var decoder = Unicode.UTF8()
        var iterator = bytes.makeIterator()
        var line = 1
        var column = 1
        while true {
            switch decoder.decode(&iterator) {
            case .emptyInput: return
            case .error:
                throw TOMLError("the text is not UTF-8", at: TextLocation(line: line, column: column))
            case .scalarValue("\0"):
                throw TOMLError("the text contains a NUL byte", at: TextLocation(line: line, column: column))
            case .scalarValue("\n"):
                line += 1
                column = 1
            case .scalarValue("\u{FEFF}") where line == 1 && column == 1: break
            case .scalarValue: column += 1
            }
        }
    }
}
