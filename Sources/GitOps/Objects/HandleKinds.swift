internal import CLibgit2

enum RepositoryKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_repository_free(pointer) } }
enum ConfigurationKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_config_free(pointer) } }
enum ReferenceKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_reference_free(pointer) } }
enum ReferenceIteratorKind: HandleKind {
    static func free(_ pointer: OpaquePointer) { git_reference_iterator_free(pointer) }
}
enum CommitKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_commit_free(pointer) } }
enum TreeKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tree_free(pointer) } }
enum TreeEntryKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tree_entry_free(pointer) } }
enum TreeBuilderKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_treebuilder_free(pointer) } }
enum RevisionWalkKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_revwalk_free(pointer) } }
enum DatabaseKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_free(pointer) } }
enum DatabaseObjectKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_object_free(pointer) } }
enum PackBuilderKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_packbuilder_free(pointer) } }
enum IndexKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_index_free(pointer) } }
enum ConflictKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_index_conflict_iterator_free(pointer) } }
enum DifferenceKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_diff_free(pointer) } }
enum PatchKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_patch_free(pointer) } }
enum RemoteKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_remote_free(pointer) } }
