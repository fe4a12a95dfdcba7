import Testing

@testable import GitHubSandbox

@Suite struct DiffFileTests {
    let diff = """
        diff --git a/old name.txt b/new name.txt
        similarity index 90%
        rename from old name.txt
        rename to new name.txt
        index 1111111111111111111111111111111111111111..2222222222222222222222222222222222222222 100644
        --- a/old name.txt\t
        +++ b/new name.txt\t
        @@ -1,3 +1,4 @@ heading
         one
        -two
        +deux
        +--- not a header
         three
        @@ -10,2 +11,1 @@
        -ten
         eleven
        \\ No newline at end of file
        diff --git a/gone b/gone
        deleted file mode 100644
        index 3333333333333333333333333333333333333333..0000000000000000000000000000000000000000
        --- a/gone
        +++ /dev/null
        @@ -1 +0,0 @@
        -x
        diff --git a/picture b/picture
        new file mode 100644
        index 0000000000000000000000000000000000000000..4444444444444444444444444444444444444444
        Binary files /dev/null and b/picture differ

        """

    @Test func `names, states and counts are read`() {
        let files = DiffFile.parse(diff)
        #expect(files.map(\.path) == ["new name.txt", "gone", "picture"])
        #expect(files.map(\.status) == [.renamed, .removed, .added])
        #expect(files.map(\.additions) == [2, 0, 0])
        #expect(files.map(\.deletions) == [2, 1, 0])
        #expect(files[0].previousPath == "old name.txt")
        #expect(files[0].blob == String(repeating: "2", count: 40))
        #expect(files[2].patch == nil)
    }

    @Test(arguments: [
        (1, SandboxReviewComment.Side.right, true), (2, .right, true), (3, .right, true), (4, .right, true), (5, .right, false),
        (11, .right, true), (12, .right, false), (2, .left, true), (10, .left, true), (11, .left, true), (4, .left, false),
    ])
    func `a line can be commented on where the diff shows it`(line: Int, side: SandboxReviewComment.Side, isShown: Bool) {
        #expect((DiffFile.parse(diff)[0].hunk(showing: line, side) != nil) == isShown)
    }

    @Test func `lines that end in carriage returns are lines`() {
        #expect(lines(of: "a\r\nb\r\n").map { String($0) } == ["a\r", "b\r", ""])
    }

    @Test(arguments: [
        ("Fixes #7", [7]), ("closes: #1, resolves #2", [1, 2]), ("fix #3.", [3]), ("see #4", []), ("#5 fixes", []),
        ("FIXED #6\n", [6]),
    ])
    func `closing keywords are found`(text: String, numbers: [Int]) {
        #expect(closingReferences(in: text) == numbers)
    }

    @Test(arguments: [
        ("/a/*", "/a/b/c", true), ("*", "", true), ("*/x", "/a/x", true), ("*/x", "/a/xy", false), ("/a*b*c", "/a1b2b3c", true),
        ("/a", "/a/", false),
    ])
    func `fault patterns match as globs`(pattern: String, path: String, matches: Bool) {
        #expect(SandboxFault(nil, pattern, .dropBeforeEffect).matches("GET", path) == matches)
    }

    @Test func `Base64 is read in both alphabets`() {
        #expect(base64Decoded("-_-_") == base64Decoded("+/+/"))
        #expect(base64Decoded("aGk=") == Array("hi".utf8))
        #expect(base64Decoded("a b") == nil)
    }
}
