import Crypto
import Testing

@Suite struct HMACTests {
    @Test func `GitHub's published example has GitHub's published code`() {
        let code = HMACSHA256.code(of: Array("Hello, World!".utf8), key: Array("It's a Secret to Everybody".utf8))
        #expect(hexadecimal(code) == "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
    }

    @Test(arguments: [0, 1, 63, 64, 65, 1000])
    func `a message in pieces has the code of the whole`(cut: Int) {
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var mac = HMACSHA256(key: [7])
        message[..<cut].withUnsafeBytes { mac.update($0) }
        message[cut...].withUnsafeBytes { mac.update($0) }
        #expect(mac.finish() == HMACSHA256.code(of: message, key: [7]))
    }

    @Test func `an empty key is a key like any other`() {
        let code = HMACSHA256.code(of: [], key: [])
        #expect(hexadecimal(code) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func `digests and encodings agree with their standards`() {
        #expect(hexadecimal(sha256(Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(base64(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(base64([]) == "")
        #expect(base64URL([0xFB, 0xFF]) == "-_8")
        #expect(bytes(hexadecimal: "00ffAB") == [0, 255, 171])
        #expect(bytes(hexadecimal: "0g") == nil)
        #expect(bytes(hexadecimal: "123") == nil)
    }

    @Test func `equality looks at every byte`() {
        #expect(equalInConstantTime([1, 2], [1, 2]))
        #expect(!equalInConstantTime([1, 2], [1, 3]))
        #expect(!equalInConstantTime([1, 2], [1, 2, 3]))
        #expect(equalInConstantTime([], []))
    }

    @Test func `a key that is none says so`() {
        #expect(throws: KeyError.self) { try rs256([1], privateKey: Array("nonsense".utf8)) }
    }
}
