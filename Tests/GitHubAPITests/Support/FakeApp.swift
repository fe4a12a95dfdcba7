import Crypto
import Identifiers
import JSON
import Synchronization

/// The parts of GitHub that mint tokens, with a clock of their own.
final class FakeApp: Sendable {
    let clock: ManualClock
    private let minted = Atomic<Int>(0)
    private let revoked = Mutex<Set<String>>([])
    private let installation = Atomic<Int>(77)

    init(clock: ManualClock) { self.clock = clock }

    func revokeEverything() {
        revoked.withLock { $0 = Set((0...minted.load(ordering: .relaxed)).map { "ghs_minted\($0)" }) }
    }

    func reinstall() { installation.add(1, ordering: .relaxed) }

    func reply(_ request: ReceivedRequest) -> ScriptedReply {
        let date = ["Date": httpDate(clock.now)]
        let token = request.headers["authorization"].map { String($0.dropFirst("Bearer ".count)) } ?? ""
        let current = installation.load(ordering: .relaxed)
        if request.target.hasPrefix("/app") || request.target.hasSuffix("/installation") {
            guard isValid(appToken: token) else { return .json(["message": "bad token"], status: 401, headers: date) }
            if request.target == "/app" { return .json(["id": 5, "slug": "hookbot", "name": "HookBot"], headers: date) }
            if request.method == "GET" { return .json(["id": .integer(Int64(current))], headers: date) }
            guard request.target == "/app/installations/\(current)/access_tokens" else { return .text("", status: 404) }
            let number = minted.add(1, ordering: .relaxed).newValue
            let end = Timestamp(milliseconds: clock.now.milliseconds + 3_600_000).description
            return .json(["token": .string("ghs_minted\(number)"), "expires_at": .string(end)], status: 201, headers: date)
        }
        let isLive = token.hasPrefix("ghs_minted") && !revoked.withLock { $0.contains(token) }
        return isLive ? .json(repositoryJSON, headers: date) : .json(["message": "Bad credentials"], status: 401, headers: date)
    }

    /// GitHub's own checks of a JSON Web Token.
    private func isValid(appToken: String) -> Bool {
        let parts = appToken.split(separator: ".")
        guard parts.count == 3, let claims = try? JSONValue(parsing: decoded(parts[1])),
            let header = try? JSONValue(parsing: decoded(parts[0])),
            let issued = claims["iat"]?.integer, let end = claims["exp"]?.integer,
            let signature = try? rs256(Array("\(parts[0]).\(parts[1])".utf8), privateKey: Array(testKey.utf8))
        else { return false }
        let now = clock.now.seconds
        return header == ["alg": "RS256", "typ": "JWT"] && claims["iss"] == "5" && parts[2] == base64URL(signature)
            && issued <= now
            && end > now && end <= now + 600
    }

    private func decoded(_ text: Substring) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var (bits, count): (UInt32, Int) = (0, 0)
        var bytes: [UInt8] = []
        for character in text.utf8 {
            bits = bits << 6 | UInt32(alphabet.firstIndex(of: character) ?? 0)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
