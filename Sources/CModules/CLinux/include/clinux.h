// What Swift's Glibc overlay does not import: variadic calls and newer system calls.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
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

/// A limit set in the child alone, soft and hard; `resource` is an RLIMIT_* constant.
struct clinux_limit {
    int resource;
    uint64_t value;
};

/// What clinux_start changes in the child before it becomes the program.
struct clinux_start_options {
    const struct clinux_limit *limits;
    size_t limit_count;
    /// Sent to the child when the starting *thread* ends (PR_SET_PDEATHSIG); 0 for none.
    int death_signal;
    /// PR_SET_NO_NEW_PRIVS.
    int no_new_privileges;
    /// Written to /proc/self/oom_score_adj, so that the kernel ends this program before the one that started it; 0 for none.
    int memory_pressure_score;
};

/// As clinux_spawn, but by fork and exec, as posix_spawn can set none of `options`. Returns 0 or an errno value,
/// also that of a failed exec. Safe in a process with several threads: the child makes async-signal-safe calls only.
int clinux_start(pid_t *pid, const char *path, char *const argv[], char *const envp[], const char *directory,
                 int standard_input, int standard_output, int standard_error, const struct clinux_start_options *options);

/// flock(2) without waiting, exclusive; 0, or -1 with errno. Swift sees only the structure of that name.
int clinux_try_lock(int descriptor);

/// Blocks SIGTERM and SIGINT in this thread and gives a non-blocking descriptor they are read from; -1 with errno on failure.
int clinux_stop_signals(void);

/// An inotify descriptor, non-blocking, that reports names appearing in the folder and, with `writes` not 0, writes to its
/// files; -1 with errno.
int clinux_watch_folder(const char *path, int writes);

/// The sum over every child waited for: getrusage(RUSAGE_CHILDREN).
int clinux_child_usage(struct rusage *usage);

/// RLIMIT_* constants, an enumeration of glibc that Swift imports as a type of its own.
static inline int clinux_limit_core(void) { return RLIMIT_CORE; }
static inline int clinux_limit_processes(void) { return RLIMIT_NPROC; }
static inline int clinux_limit_open_files(void) { return RLIMIT_NOFILE; }
static inline int clinux_limit_file_size(void) { return RLIMIT_FSIZE; }
static inline int clinux_limit_cpu(void) { return RLIMIT_CPU; }
static inline int clinux_limit_address_space(void) { return RLIMIT_AS; }

/// fcntl(2) F_SETFL O_NONBLOCK, keeping the other flags; 0, or -1 with errno.
int clinux_stop_blocking(int descriptor);
