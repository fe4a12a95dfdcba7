/// What GitHub's answers hold, reduced to what HookBot uses.
package enum GitHub {}
