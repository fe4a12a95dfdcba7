internal import CLinux

/// One setrlimit(2), soft and hard; a stricter limit that is in force already stays.
package struct ResourceLimit: Hashable, Sendable {
    let resource: Int32
    let value: UInt64

    /// Bytes of a core dump.
    package static func coreSize(_ bytes: UInt64) -> Self { Self(resource: clinux_limit_core(), value: bytes) }

    /// Processes and threads of the user; root of the machine is not bound by it.
    package static func processes(_ count: UInt64) -> Self { Self(resource: clinux_limit_processes(), value: count) }

    package static func openFiles(_ count: UInt64) -> Self { Self(resource: clinux_limit_open_files(), value: count) }

    /// Bytes of any one file written.
    package static func fileSize(_ bytes: UInt64) -> Self { Self(resource: clinux_limit_file_size(), value: bytes) }

    /// Seconds of processor time of each single process.
    package static func processorTime(seconds: UInt64) -> Self { Self(resource: clinux_limit_cpu(), value: seconds) }

    /// Bytes of address space of each single process; runtimes that reserve far more than they use do not start under it.
    package static func addressSpace(_ bytes: UInt64) -> Self { Self(resource: clinux_limit_address_space(), value: bytes) }
}
