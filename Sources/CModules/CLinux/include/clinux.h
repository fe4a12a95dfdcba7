// What Swift's Glibc overlay does not import: variadic calls and newer system calls.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// posix_spawn with stdin, stdout, stderr replaced, every other descriptor closed, and a session of its own.
/// Returns 0 or an errno value. `directory` may be NULL.
int clinux_spawn(pid_t *pid, const char *path, char *const argv[], char *const envp[], const char *directory,
                 int standard_input, int standard_output, int standard_error);

/// A descriptor that becomes readable when the process ends; -1 with errno on failure.
int clinux_pidfd_open(pid_t pid);

/// prctl(PR_SET_CHILD_SUBREAPER, 1).
int clinux_become_subreaper(void);

/// prctl(PR_SET_DUMPABLE, 0): other processes of this user can no longer read /proc/PID/environ.
int clinux_forbid_dumps(void);

/// prctl(PR_SET_PDEATHSIG, signal).
int clinux_set_parent_death_signal(int signal);

/// open(2) with a mode, which Swift cannot call as it is variadic; O_CLOEXEC is always added.
int clinux_openat(int directory, const char *path, int flags, mode_t mode);

/// openat2(2) with RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS.
int clinux_openat_beneath(int directory, const char *path, int flags, mode_t mode);

/// setrlimit(2) with soft and hard limit equal; `resource` is an RLIMIT_* constant.
int clinux_set_limit(int resource, uint64_t value);

/// pipe2(2) with O_CLOEXEC.
int clinux_pipe(int ends[2]);
