internal import CLibgit2
internal import Identifiers

/// What libgit2's callbacks need during one conversation; lent to them as their payload. Stays on one thread.
final class TransferSession {
    let request: TransferRequest
    let clock: ProgressClock
    /// What the remote's hooks said, up to the limit.
    private(set) var sideband: [UInt8] = []
    /// For each reference of a push what the remote reported; nil: accepted.
    private(set) var reports: [String: String?] = [:]
    private var credentialRequests = 0

    init(_ request: TransferRequest, _ clock: ProgressClock) {
        self.request = request
        self.clock = clock
    }

    func connectOptions() -> git_remote_connect_options {
        var options = git_remote_connect_options()
        git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION))
        install(in: &options.callbacks)
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        return options
    }

    func fetchOptions() -> git_fetch_options {
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        install(in: &options.callbacks)
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        return options
    }

    func pushOptions() -> git_push_options {
        var options = git_push_options()
        git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION))
        install(in: &options.callbacks)
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        return options
    }

    private func install(in callbacks: inout git_remote_callbacks) {
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        callbacks.credentials = { created, url, _, allowed, payload in
            guard let created else { return GIT_EAUTH.rawValue }
            return TransferSession.at(payload).answerCredentials(&created.pointee, url, allowed)
        }
        callbacks.sideband_progress = { text, count, payload in
            TransferSession.at(payload).receive(UnsafeRawBufferPointer(start: text, count: Int(max(0, count))))
        }
        callbacks.transfer_progress = { _, payload in TransferSession.at(payload).progressed() }
        callbacks.pack_progress = { _, _, _, payload in TransferSession.at(payload).progressed() }
        callbacks.push_transfer_progress = { _, _, _, payload in TransferSession.at(payload).progressed() }
        callbacks.update_tips = { _, _, _, payload in TransferSession.at(payload).progressed() }
        callbacks.push_update_reference = { name, status, payload in
            guard let name else { return 0 }
            let session = TransferSession.at(payload)
            session.reports[String(cString: name)] = .some(status.map { String(cString: $0) })
            return session.progressed()
        }
    }

    /// Safe because libgit2 hands back the payload it was given, and the session outlives every call that uses it.
    private static func at(_ payload: UnsafeMutableRawPointer?) -> TransferSession {
        Unmanaged.fromOpaque(payload!).takeUnretainedValue()
    }

    private func progressed() -> Int32 {
        clock.touch()
        return 0
    }

    private func receive(_ text: UnsafeRawBufferPointer) -> Int32 {
        sideband.append(contentsOf: text.prefix(max(0, request.limits.sidebandText - sideband.count)))
        return progressed()
    }

    /// The token goes only to the scheme, host and port that were configured: libgit2 has asked for the wrong host before
    /// (CVE-2026-53586). A second question means that the first answer was refused.
    private func answerCredentials(
        _ created: inout UnsafeMutablePointer<git_credential>?, _ url: UnsafePointer<CChar>?, _ allowed: UInt32
    ) -> Int32 {
        credentialRequests += 1
        guard credentialRequests == 1, let token = request.token, let url,
            Origin(url: String(cString: url)) == request.location.origin,
            allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0
        else { return GIT_EAUTH.rawValue }
        return git_credential_userpass_plaintext_new(&created, "x-access-token", token.exposedText)
    }
}
