/// What stands in front of a line's text: blanks, list marks and what cannot be seen.
struct LineStart {
    /// Columns of blanks in front of everything.
    private(set) var indentation = 0
    private(set) var hasListMark = false
    /// The column at which the text begins.
    private(set) var column = 0
    /// Characters in front of the text.
    private(set) var length = 0
    /// Characters in front of the first list mark or the text.
    private(set) var blankLength = 0
    private(set) var isOpening = false
    private(set) var isBlank = true

    init(_ line: ArraySlice<Unicode.Scalar>) {
        var mark = 0
        for scalar in line {
            switch scalar {
            case "\t": column += 4 - column % 4
            case _ where HiddenCharacter.isHidden(scalar): break
            case _ where HiddenCharacter.isBlank(scalar): column += 1
            case "-", "+", "*", ".", ")", "0"..."9":
                isBlank = false
                mark += 1
                column += 1
            default:
                isBlank = false
                isOpening = scalar == "/" || scalar == "@"
                hasListMark = mark > 0
                return
            }
            length += 1
            if mark == 0 {
                indentation = column
                blankLength = length
            }
        }
        // A line of marks only, such as a rule, has no text: what stands there is the text.
        if !isBlank { hasListMark = false }
    }
}
