internal import CCurl

/// What libcurl says of itself and of the libraries it uses.
package var libraryVersion: String { String(cString: curl_version()) }
