/// How long and how much one transfer may take, and how it goes out.
package struct TransportLimits: Sendable {
    /// From the start to an established connection, TLS included.
    package var connect: Duration
    /// From the start to the last byte, time spent waiting for a free connection included.
    package var total: Duration
    /// Bytes a second; below this for `lowSpeedTime` the transfer ends.
    package var lowSpeed: Int
    /// Whole seconds.
    package var lowSpeedTime: Duration
    /// Bytes of a body once decompressed.
    package var responseBytes: Int
    /// Bytes of all header lines of one answer.
    package var headerBytes: Int
    /// Further transfers to the same host wait.
    package var connectionsPerHost: Int
    /// Whether answers may come compressed; they are decompressed here.
    package var acceptsCompression: Bool
    /// Whether a request other than GET may go over a connection used before. libcurl repeats it by itself where that connection
    /// turns out to be dead.
    package var reusesConnections: Bool
    /// A proxy's URL; without one no proxy is used, whatever the environment says.
    package var proxy: String?
    /// A file of trusted certificates in PEM form in place of the system's.
    package var certificateFile: String?
    /// A Unix socket that every connection goes to, whatever the address names.
    package var unixSocket: String?

    package init(
        connect: Duration = .seconds(5), total: Duration = .seconds(30), lowSpeed: Int = 1024,
        lowSpeedTime: Duration = .seconds(15), responseBytes: Int = 10 << 20, headerBytes: Int = 128 << 10,
        connectionsPerHost: Int = 32, acceptsCompression: Bool = true, reusesConnections: Bool = false, proxy: String? = nil,
        certificateFile: String? = nil,
        unixSocket: String? = nil
    ) {
        self.connect = connect
        self.total = total
        self.lowSpeed = lowSpeed
        self.lowSpeedTime = lowSpeedTime
        self.responseBytes = responseBytes
        self.headerBytes = headerBytes
        self.connectionsPerHost = connectionsPerHost
        self.acceptsCompression = acceptsCompression
        self.reusesConnections = reusesConnections
        self.proxy = proxy
        self.certificateFile = certificateFile
        self.unixSocket = unixSocket
    }
}
