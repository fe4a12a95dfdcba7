/// An agent that speaks to its model as Claude Code does, as far as accounts are concerned: it keeps its conversation below its
/// configuration folder, tells the model all of it each time, goes on with it when resumed, and ends when the model refuses.
enum TalkingAgent {
    /// A script for `bash`; it needs four answers to do its work. `afterAnswer` stands after each.
    static func script(afterAnswer: String = ":") -> String {
        #"""
        while [ $# -gt 0 ]; do
          case $1 in --session-id) id=$2 ;; --resume) id=$2; resumed=1 ;; esac
          shift
        done
        cat > /dev/null
        talk="$CLAUDE_CONFIG_DIR/$id"
        if [ -n "$resumed" ] && [ ! -f "$talk" ]; then
          echo '{"type":"result","subtype":"error_during_execution","is_error":true,"num_turns":0,"errors":["No conversation found"]}'
          exit 1
        fi
        touch "$talk"
        printf '{"type":"system","subtype":"init","session_id":"%s","model":"m","tools":[],"claude_code_version":"1"}\n' "$id"
        answers=0 turns=0
        result() {
          printf '{"type":"result","subtype":"success","session_id":"%s","num_turns":%d,"model_usage_since_last_result":{"m":{"costUSD":0.0%d}},%s}\n' \
            "$id" $turns $answers "$1"
        }
        while [ "$(wc -l < "$talk")" -lt 4 ]; do
          turns=$((turns + 1))
          address=${ANTHROPIC_BASE_URL#http://}
          exec 3<>/dev/tcp/${address%:*}/${address#*:}
          said=$(tr '\n' ' ' < "$talk")
          body='{"model":"claude-haiku","max_tokens":9,"messages":[{"role":"user","content":"so far: '$said'"}]}'
          printf 'POST /v1/messages HTTP/1.1\r\nHost: model\r\nx-api-key: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
            "$ANTHROPIC_API_KEY" ${#body} "$body" >&3
          read -r _ status _ <&3
          cat <&3 > /dev/null
          exec 3>&-
          if [ "$status" != 200 ]; then
            result '"is_error":true,"terminal_reason":"api_error","api_error_status":'$status',"result":"API Error"'
            exit 1
          fi
          answers=$((answers + 1))
          echo "step-$(($(wc -l < "$talk") + 1))" >> "$talk"
        """# + "\n" + afterAnswer + "\n" + #"""
            done
            echo fixed > fixed.txt
            result '"is_error":false,"terminal_reason":"completed","result":"All steps done."'
            """#
    }
}
