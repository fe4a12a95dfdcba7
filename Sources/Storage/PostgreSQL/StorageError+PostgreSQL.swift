internal import PostgreSQL

extension StorageError {
    init(_ error: PostgresError) {
        self =
            switch error {
            case .refused(let state, let detail): StorageError(state, detail)
            case .commitUnknown(let detail): .commitUnknown(detail)
            case .rolledBack: .failed(code: 0, detail: "\(error)")
            case .unreadable: .unreadableRow("\(error)")
            case .invalidURL: .cannotOpen(path: "storage.url", detail: "\(error)")
            case .cannotConnect, .lost: .unreachable("\(error)")
            case .zeroByte: .constraint("\(error)")
            }
    }

    private init(_ state: SQLState, _ detail: String) {
        self =
            switch state.description {
            // Raised by a trigger of ours.
            case "P0001": .constraint(detail)
            case "53100": .outOfSpace
            case "57014", "55P03", "40001", "40P01": .busy
            default:
                switch state.remedy {
                case .conflict: .constraint(detail)
                case .retry, .reconnect: .unreachable("\(state): \(detail)")
                case .giveUp: .failed(code: 0, detail: "\(state): \(detail)")
                }
            }
    }
}
