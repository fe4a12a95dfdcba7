import Configuration
import Identifiers
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("url = \"https://chat.example/hook?key=1\"", [String]()),
        ("url = \"http://127.0.0.1:8080/x\"", []),
        ("url = \"env:CHAT_URL\"", []),
        ("url = \"http://chat.example\"", ["3:7 E108 what is sent there would cross the network in clear"]),
        ("url = \"chat.example\"", ["3:7 E103 expected an address such as \"https://example.com/hook\""]),
        ("url = \"https://ana:pw@chat.example\"", ["3:7 E103 expected an address such as \"https://example.com/hook\""]),
        ("url = \"env:NOT_SET\"", ["3:7 E305 the environment variable NOT_SET is not set"]),
        ("url = \"https://x\"\nsecret = \"env:WEAK\"", ["4:10 E306 this secret has 3 bytes; at least 16 are needed"]),
        ("", ["2:1 E104 [endpoint.ops] has no 'url'"]),
    ])
    func `an endpoint gives exactly these diagnostics`(keys: String, expected: [String]) {
        let environment = Sample.environment.merging(["CHAT_URL": "https://chat.example/s3cret", "WEAK": "abc"]) { $1 }
        let result = Sample.load("version = 1\n[endpoint.ops]\n\(keys)", environment: environment)
        #expect(Sample.faults(result) == expected)
    }

    @Test func `an address that the file keeps elsewhere is not shown`() throws {
        let environment = Sample.environment.merging(["CHAT_URL": "https://chat.example/s3cret"]) { $1 }
        let result = Sample.load("version = 1\n[endpoint.ops]\nurl = \"env:CHAT_URL\"", environment: environment)
        let endpoint = try #require(result.configuration?.endpoint(named: "ops"))
        #expect(endpoint.url.exposedText == "https://chat.example/s3cret" && endpoint.hidesAddress)
        #expect(!EffectiveSetting.text(result.settings).contains("s3cret"))
    }
}
