internal import Synchronization
internal import WebServer

/// The faults still to come, in the order they were asked for.
final class FaultScript: Sendable {
    private let faults = Mutex<[SandboxFault]>([])
    private let chaos = Mutex<SandboxChaos?>(nil)

    func add(_ fault: SandboxFault) { faults.withLock { $0.append(fault) } }

    func set(_ chaos: SandboxChaos?) { self.chaos.withLock { $0 = chaos } }

    func clear() {
        faults.withLock { $0 = [] }
        set(nil)
    }

    /// The fault that meets this request, used up by one; else what chaos has for it.
    func take(_ method: String, _ path: String) -> SandboxFault? {
        asked(method, path) ?? chaos.withLock { $0?.fault(for: method, path) }
    }

    private func asked(_ method: String, _ path: String) -> SandboxFault? {
        faults.withLock { faults in
            guard let index = faults.firstIndex(where: { $0.times > 0 && $0.matches(method, path) }) else { return nil }
            faults[index].times -= 1
            let fault = faults[index]
            if fault.times == 0 { faults.remove(at: index) }
            return fault
        }
    }
}
