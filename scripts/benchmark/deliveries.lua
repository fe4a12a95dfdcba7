-- wrk: signed deliveries, each with a GUID of its own. Body and signature come from the environment's files.
local file = assert(io.open(os.getenv("BENCH_BODY"), "rb"))
local body = file:read("*a")
file:close()
local signature = os.getenv("BENCH_SIGNATURE")
local run = tonumber(os.getenv("BENCH_RUN") or "1")
local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init()
   counter = 0
end

function request()
   counter = counter + 1
   return wrk.format("POST", nil, {
      ["Content-Type"] = "application/json",
      ["User-Agent"] = "GitHub-Hookshot/bench",
      ["X-GitHub-Event"] = "issues",
      ["X-GitHub-Delivery"] = string.format("%08x-%04x-4000-8000-%012x", run, number, counter),
      ["X-Hub-Signature-256"] = signature,
   }, body)
end

function done(summary, latency)
   local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
   io.write(string.format("RESULT %.1f %.3f %.3f %d %d\n", (summary.requests - failed) / (summary.duration / 1e6),
      latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed, summary.requests - failed))
end
