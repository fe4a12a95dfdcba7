#pragma once
#include <sqlite3.h>
#include <sys/statfs.h>

// Values are copied by SQLite at once (SQLITE_TRANSIENT is a cast macro Swift cannot see); a null pointer would bind NULL.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic.
static inline int csqlite_set_defensive(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

static inline int csqlite_never_checkpoint_on_close(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// The kind of file system a path lies on, or -1; statfs(2) is not in Swift's Glibc module.
static inline long long csqlite_file_system(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long long)status.f_type : -1;
}
