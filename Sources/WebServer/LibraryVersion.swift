internal import CMicrohttpd

/// The library behind the server.
package enum WebServerLibrary {
    package static var version: String { String(cString: MHD_get_version()) }
}
