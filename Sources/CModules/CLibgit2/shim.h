// libgit2 1.5.1. git_libgit2_opts is variadic, which Swift cannot call: one typed wrapper per argument shape.
#pragma once
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

static inline int cgit_set_flag(int option, int enabled) { return git_libgit2_opts(option, enabled); }

static inline int cgit_set_size(int option, size_t value) { return git_libgit2_opts(option, value); }

static inline int cgit_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

/// libgit2 copies the text.
static inline int cgit_set_user_agent(const char *text) { return git_libgit2_opts(GIT_OPT_SET_USER_AGENT, text); }

/// A PEM file with the certificate authorities to trust instead of the system's.
static inline int cgit_set_certificates(const char *file) {
    return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, (const char *)0);
}
