import Engine
import Identifiers
import Testing

@Suite struct MarkerTests {
    let key = Secret("a key of the service")
    let job = JobID("01890a5d-ac96-774b-bcce-b302099a8057")!

    @Test func `a marker is found again in the text around it`() {
        let marker = Marker(job: job, step: "pull_request")
        let text = "before\n\n\(marker.text(key: key))\nafter <!-- other -->"
        #expect(Marker.markers(in: text, key: key) == [marker])
    }

    @Test func `a marker is found where a text starts with it or is nothing else`() {
        let markers = [Marker(job: job, step: "status"), Marker(job: job, step: "pull_request")]
        let text = markers.map { $0.text(key: key) }.joined(separator: "\n")
        #expect(Marker.markers(in: text, key: key) == markers)
    }

    @Test func `a marker signed with another key counts for nothing`() {
        let forged = Marker(job: job, step: "status").text(key: Secret("a guess"))
        #expect(Marker.markers(in: forged, key: key).isEmpty)
    }

    @Test(arguments: ["job", "step", "sig"])
    func `a marker with one field changed counts for nothing`(field: String) {
        let text = Marker(job: job, step: "status").text(key: key).replacing("\(field)=", with: "\(field)=0")
        #expect(Marker.markers(in: text, key: key).isEmpty)
    }

    @Test(arguments: ["", "<!-- hookbot:v1 ", "<!-- hookbot:v1 job= step= sig= -->", "<!-- hookbot:v1 job=x step=y sig=z -->"])
    func `text that is almost a marker is none`(text: String) {
        #expect(Marker.markers(in: text, key: key).isEmpty)
    }
}
