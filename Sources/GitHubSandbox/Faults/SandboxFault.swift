/// Something that goes wrong with certain requests, as a test asks for it.
package struct SandboxFault: Sendable {
    package enum Action: Sendable {
        /// Answers this and does nothing.
        case respond(status: Int, headers: [(name: String, value: String)] = [], body: String = "")
        /// Does what was asked and answers this all the same.
        case respondAfterEffect(status: Int, body: String = "")
        /// Does what was asked, after a while.
        case delay(Duration)
        /// Closes the connection without an answer and does nothing.
        case dropBeforeEffect
        /// Does what was asked and closes the connection without an answer.
        case dropAfterEffect
    }

    /// Nil stands for every method.
    package var method: String?
    /// The whole path, where `*` stands for anything, slashes too.
    package var path: String
    /// How many requests it meets.
    package var times: Int
    package var action: Action

    package init(_ method: String? = nil, _ path: String, times: Int = 1, _ action: Action) {
        self.method = method
        self.path = path
        self.times = times
        self.action = action
    }

    func matches(_ method: String, _ path: String) -> Bool {
        (self.method == nil || self.method == method) && Self.glob(Array(self.path.utf8)[...], Array(path.utf8)[...])
    }

    /// Whether `text` is what `pattern` describes; backtracks to the last star alone, so it is quick on any input.
    private static func glob(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (pattern, text) = (pattern, text)
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if pattern.first == 0x2A {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let next = text.first, pattern.first == next {
                (pattern, text) = (pattern.dropFirst(), text.dropFirst())
            } else if pattern.isEmpty && text.isEmpty {
                return true
            } else if let last = retry, !last.text.isEmpty {
                retry = (last.pattern, last.text.dropFirst())
                (pattern, text) = (last.pattern, last.text.dropFirst())
            } else {
                return false
            }
        }
    }
}
