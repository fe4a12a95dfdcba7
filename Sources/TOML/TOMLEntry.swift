/// One member of a table: its key, where the key stands, and the value.
package struct TOMLEntry: Sendable {
    package let key: String
    package let keyRange: TextRange
    package let value: TOMLValue

    package init(key: String, keyRange: TextRange, value: TOMLValue) {
        self.key = key
        self.keyRange = keyRange
        self.value = value
    }
}
