/// Figures in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct MetricsPage {
    typealias Sample = (labels: [String: String], value: Double)

    private(set) var text = ""

    mutating func counter(_ name: String, _ help: String, _ samples: [Sample]) { family(name, "counter", help, samples) }

    mutating func gauge(_ name: String, _ help: String, _ samples: [Sample]) { family(name, "gauge", help, samples) }

    private mutating func family(_ name: String, _ type: String, _ help: String, _ samples: [Sample]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        let lines = samples.map { sample in
            let labels = sample.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
            let number = sample.value == sample.value.rounded() ? "\(Int64(sample.value))" : "\(sample.value)"
            return "\(name)\(labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") \(number)\n"
        }
        text += lines.sorted().joined()
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
