/// An agent that speaks as Claude Code does and keeps its conversation where Claude Code keeps it; it writes down what it was told,
/// fixes the issue, and answers remarks when it is shown some.
enum ReviewedAgent {
    static let script = #"""
        while [ $# -gt 0 ]; do
          case $1 in --session-id) id=$2 ;; --resume) id=$2; resumed=1 ;; esac
          shift
        done
        prompt=$(cat)
        printf '%s\n=====\n' "$prompt" >> '@folder/prompts'
        talk="$CLAUDE_CONFIG_DIR/projects/-tree/$id.jsonl"
        if [ -n "$resumed" ] && [ ! -f "$talk" ]; then
          echo '{"type":"result","subtype":"error_during_execution","is_error":true,"num_turns":0,"errors":["No conversation found"]}'
          exit 1
        fi
        mkdir -p "$CLAUDE_CONFIG_DIR/projects/-tree"
        echo turn >> "$talk"
        printf '{"type":"system","subtype":"init","session_id":"%s","model":"m","tools":[],"claude_code_version":"1"}\n' "$id"
        case "$prompt" in
        *'remark [1]'*)
          @answer
          said='Reworked the greeting.\n\n[1] Renamed it.\n[2] Looked at it.\n[3] Kept as it is, because the test needs it.'
          ;;
        *)
          printf 'one\ntwo\nthree\n' > fixed.txt
          said='Fixed it.'
          ;;
        esac
        printf '{"type":"result","subtype":"success","is_error":false,"terminal_reason":"completed","session_id":"%s","num_turns":1,"result":"%s"}\n' \
          "$id" "$said"
        """#

    /// Fixes an issue when it is labelled, and answers what is said about the pull request.
    static func setup(answer: String = #"echo "turn $(wc -l < "$talk")" > better.txt"#) -> ServiceSetup {
        var setup = ServiceSetup(agent: script.replacing("@answer", with: answer), runner: "claude")
        setup.limits = "attempts = 3\njobs = 2"
        setup.rules += """


            [[rule]]
            name = "answer-review"
            on = ["pull_request_review.submitted", "pull_request_review_comment.created"]
            permission = "triage"
            coalesce = "4s"
            when = { all = [ { author = "self" }, { state = "open" } ] }

            [[rule.do]]
            action = "agent"
            use = "fixer"
            mode = "resume"
            """
        return setup
    }
}
