internal import Identifiers

/// Refuses secrets that anybody could guess.
enum SecretStrength {
    static let minimumBytes = 16

    /// What is wrong with it, or nil; the secret is never part of the answer.
    static func fault(of secret: Secret) -> String? {
        let bytes = secret.exposedBytes
        if defaults.contains(secret.exposedText.lowercased()) { return "is a known default" }
        if bytes.count < minimumBytes { return "has \(bytes.count) bytes; at least \(minimumBytes) are needed" }
        if Set(bytes).count < 4 { return "repeats the same few characters" }
        return nil
    }

    private static let defaults: Set<String> = [
        "development", "secret", "changeme", "change-me", "password", "webhook", "webhook-secret", "test", "hookbot", "default",
        "your-webhook-secret", "your-secret-here", "development-secret", "mysecret", "supersecret", "changemechangeme",
        "your_webhook_secret_here", "your-webhook-secret-here", "changeme-changeme",
    ]
}
