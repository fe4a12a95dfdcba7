internal import Synchronization
internal import WebServer

/// The faults still to come, in the order they were asked for.
final class FaultScript: Sendable {
    private let faults = Mutex<[SandboxFault]>([])

    func add(_ fault: SandboxFault) { faults.withLock { $0.append(fault) } }

    func clear() { faults.withLock { $0 = [] } }

    /// The fault that meets this request, used up by one.
    func take(_ method: String, _ path: String) -> SandboxFault? {
        faults.withLock { faults in
            guard let index = faults.firstIndex(where: { $0.times > 0 && $0.matches(method, path) }) else { return nil }
            faults[index].times -= 1
            let fault = faults[index]
            if fault.times == 0 { faults.remove(at: index) }
            return fault
        }
    }
}
