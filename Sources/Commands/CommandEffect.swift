/// Whether a command changes something; commands that do run all or none.
package enum CommandEffect: String, Equatable, Sendable { case readOnly, mutating }
