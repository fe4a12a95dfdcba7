internal import JSON
internal import POSIX

extension ProcessIdentity {
    var json: JSONValue {
        ["pid": JSONValue(identifier), "start_ticks": .string("\(startTicks)"), "boot_id": .string(bootID)]
    }

    init?(_ value: JSONValue) {
        guard let identifier = value["pid"]?.integer.flatMap({ Int32(exactly: $0) }), identifier > 0,
            let startTicks = value["start_ticks"]?.string.flatMap(UInt64.init), let bootID = value["boot_id"]?.string
        else { return nil }
        self.init(identifier: identifier, startTicks: startTicks, bootID: bootID)
    }
}
