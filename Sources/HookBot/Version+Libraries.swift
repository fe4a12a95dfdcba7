internal import HTTPClient
internal import GitOps
internal import Storage
internal import WebServer

extension Version {
    /// The libraries this process runs with, by the version they say themselves.
    static var libraries: [(name: String, version: String)] {
        [
            ("libgit2", GitOps.libraryVersion), ("libcurl", HTTPClient.libraryVersion), ("SQLite", Storage.libraryVersion),
            ("libmicrohttpd", WebServerLibrary.version),
        ]
    }
}
