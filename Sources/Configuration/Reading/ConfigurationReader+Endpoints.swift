internal import Identifiers
internal import TOML

extension ConfigurationReader {
    func endpoints(_ top: SectionReader) -> [EndpointSettings] {
        sections("endpoint", ConfigurationSchema.endpoint) { name, section in
            guard let url = endpointURL(section) else { return nil }
            if let secret = section.secret("secret"), let fault = SecretStrength.fault(of: secret) {
                loading.report(.weakSecret, at: section.place("secret"), "this secret \(fault)", help: newSecret)
            }
            return EndpointSettings(
                name: name, url: url, hidesAddress: SecretShape.isReference(section.text("url") ?? ""),
                secret: section.secret("secret"), timeout: section.duration("timeout"))
        }
    }

    private func endpointURL(_ section: SectionReader) -> Secret? {
        guard let text = section.text("url") else { return nil }
        var url = Secret(text)
        if SecretShape.isReference(text), let reference = SecretReference(text) {
            do throws(SettingProblem) {
                url = try loading.secrets.read(reference)
            } catch {
                loading.report(error, at: section.place("url"))
                return nil
            }
        }
        // A query is part of many such addresses; what stands before it must be one.
        guard let address = WebAddress(String(url.exposedText.prefix { $0 != "?" })),
            url.exposedText.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !url.exposedText.contains("#")
        else {
            loading.report(.wrongType, at: section.place("url"), "expected an address such as \"https://example.com/hook\"")
            return nil
        }
        if !address.isEncrypted && !address.isLoopback {
            loading.report(
                .unsafeValue, at: section.place("url"), "what is sent there would cross the network in clear",
                help: "write https://")
        }
        return url
    }
}
