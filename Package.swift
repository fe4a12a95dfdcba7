// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
    // Places where tests end the process between an effect and its record; a release build has none.
    .define("FAILPOINTS", .when(configuration: .debug)),
]

/// Modules that must contain no C at all prove it by strict memory safety.
let safeSettings = settings + [.strictMemorySafety()]

func module(_ name: String, on dependencies: [String] = [], c: [String] = [], safe: Bool = false) -> Target {
    .target(
        name: name,
        dependencies: (dependencies + c).map { .byName(name: $0) },
        swiftSettings: safe ? safeSettings : settings)
}

func library(_ name: String) -> Target {
    .systemLibrary(name: name, path: "Sources/CModules/\(name)")
}

func shim(_ name: String) -> Target {
    .target(
        name: name, path: "Sources/CModules/\(name)",
        cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
        cxxSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Wno-unused-parameter", "-O2"])])
}

func tests(_ name: String, on dependencies: [String]) -> Target {
    .testTarget(name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: settings)
}

let package = Package(
    name: "HookBot",
    products: [.executable(name: "hookbot", targets: ["HookBot"])],
    targets: [
        // Layer 0: headers and shims. Each is imported by exactly one Swift module.
        library("CLibgit2"), library("CCurl"), library("CSQLite"), library("CMicrohttpd"), library("CCrypto"),
        library("CZstd"), library("CJansson"), library("CCmark"), library("CLibpq"),
        shim("CLinux"), shim("CToml"), shim("CRE2"),

        // Layer 1: small, no I/O beyond their C library.
        module("Identifiers", safe: true),
        module("JSON", c: ["CJansson"]),
        module("Crypto", c: ["CCrypto"]),
        module("Patterns", c: ["CRE2"]),
        module("BlockingWork"),
        module("POSIX", on: ["BlockingWork"], c: ["CLinux"]),
        module("HTTPClient", on: ["Identifiers"], c: ["CCurl"]),
        module("PostgreSQL", c: ["CLibpq"]),

        // Layer 2: one outside thing each; they never import each other.
        module("Rules", on: ["Identifiers", "JSON", "Patterns", "POSIX"], safe: true),
        module("GitOps", on: ["Identifiers", "BlockingWork", "JSON", "POSIX"], c: ["CLibgit2"]),
        module("GitHubAPI", on: ["Identifiers", "JSON", "Crypto", "HTTPClient"]),
        module("AgentRunner", on: ["Identifiers", "JSON", "BlockingWork", "POSIX"]),
        module("Storage", on: ["Identifiers", "JSON", "BlockingWork", "PostgreSQL"], c: ["CSQLite", "CZstd"]),
        module("WebServer", on: ["JSON"], c: ["CMicrohttpd"]),
        module("Markdown", c: ["CCmark"]),
        module("TOML", c: ["CToml"]),

        // Layer 3: what the modules below become together.
        module(
            "Configuration", on: ["Identifiers", "JSON", "Crypto", "Patterns", "PostgreSQL", "Rules", "POSIX", "TOML"]),
        module(
            "GitHubSandbox",
            on: ["Identifiers", "JSON", "Crypto", "BlockingWork", "POSIX", "WebServer", "Markdown", "GitOps"]),

        module("Commands", on: ["Patterns", "Rules", "Markdown"]),
        module("ModelSandbox", on: ["JSON", "WebServer"]),
        module("ModelProxy", on: ["Identifiers", "JSON", "Crypto", "POSIX", "HTTPClient", "AgentRunner", "WebServer"]),

        // Layer 4: deliveries, jobs, steps, writes.
        module(
            "Engine",
            on: [
                "Identifiers", "JSON", "Crypto", "Patterns", "BlockingWork", "POSIX", "Rules", "GitOps", "GitHubAPI",
                "HTTPClient", "AgentRunner", "Storage", "Configuration", "Commands",
            ]),

        // Layer 5: the executable.
        .executableTarget(
            name: "HookBot",
            dependencies: [
                "Identifiers", "JSON", "Crypto", "BlockingWork", "POSIX", "Rules", "GitOps", "GitHubAPI", "AgentRunner",
                "Storage", "PostgreSQL", "WebServer", "Markdown", "Configuration", "GitHubSandbox", "ModelSandbox", "ModelProxy",
                "HTTPClient",
                "Patterns", "Engine",
            ],
            swiftSettings: settings),

        // Tests.
        .target(name: "TestSupport", dependencies: ["POSIX", "PostgreSQL"], path: "Tests/TestSupport", swiftSettings: settings),
        tests("IdentifiersTests", on: ["Identifiers", "TestSupport"]),
        tests("JSONTests", on: ["JSON", "TestSupport"]),
        tests("CryptoTests", on: ["Crypto", "TestSupport"]),
        tests("PatternsTests", on: ["Patterns", "TestSupport"]),
        tests("POSIXTests", on: ["POSIX", "BlockingWork", "TestSupport"]),
        tests("RulesTests", on: ["Rules", "Patterns", "JSON", "Identifiers", "POSIX", "TestSupport"]),
        tests("GitOpsTests", on: ["GitOps", "Identifiers", "BlockingWork", "POSIX", "HookBot", "TestSupport"]),
        tests("GitHubAPITests", on: ["GitHubAPI", "HTTPClient", "WebServer", "JSON", "Identifiers", "Crypto", "TestSupport"]),
        tests("AgentRunnerTests", on: ["AgentRunner", "BlockingWork", "JSON", "Identifiers", "POSIX", "HookBot", "TestSupport"]),
        tests("StorageTests", on: ["Storage", "PostgreSQL", "JSON", "Identifiers", "TestSupport"]),
        tests("PostgreSQLTests", on: ["PostgreSQL", "BlockingWork", "TestSupport"]),
        tests("WebServerTests", on: ["WebServer", "JSON", "TestSupport"]),
        tests("MarkdownTests", on: ["Markdown", "TestSupport"]),
        tests("CommandsTests", on: ["Commands", "Rules", "TestSupport"]),
        tests("TOMLTests", on: ["TOML", "TestSupport"]),
        tests("ConfigurationTests", on: ["Configuration", "Rules", "JSON", "Identifiers", "TestSupport"]),
        tests(
            "GitHubSandboxTests",
            on: ["GitHubSandbox", "WebServer", "GitOps", "GitHubAPI", "JSON", "Identifiers", "Crypto", "POSIX", "TestSupport"]),
        tests(
            "ModelProxyTests",
            on: [
                "ModelProxy", "AgentRunner", "ModelSandbox", "HTTPClient", "WebServer", "JSON", "Identifiers", "POSIX",
                "HookBot",
                "TestSupport",
            ]),
        tests(
            "EngineTests",
            on: [
                "Engine", "AgentRunner", "Commands", "Configuration", "Storage", "Rules", "JSON", "Identifiers", "Crypto",
                "POSIX",
                "TestSupport",
            ]),
        tests(
            "HookBotTests",
            on: [
                "HookBot", "Engine", "GitHubSandbox", "ModelSandbox", "ModelProxy", "GitHubAPI", "HTTPClient", "GitOps",
                "Storage",
                "WebServer", "Rules",
                "Configuration",
                "AgentRunner", "BlockingWork", "JSON", "Identifiers", "Crypto", "POSIX", "TestSupport",
            ]),
    ],
    cxxLanguageStandard: .cxx17
)
