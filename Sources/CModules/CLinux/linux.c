#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int clinux_spawn(pid_t *pid, const char *path, char *const argv[], char *const envp[], const char *directory,
                 int standard_input, int standard_output, int standard_error) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int status = posix_spawn_file_actions_init(&actions);
    if (status != 0) return status;
    status = posix_spawnattr_init(&attributes);
    if (status != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return status;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    // Signals ignored or blocked by the parent would otherwise be inherited.
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    status = posix_spawn_file_actions_adddup2(&actions, standard_input, 0);
    if (status == 0) status = posix_spawn_file_actions_adddup2(&actions, standard_output, 1);
    if (status == 0) status = posix_spawn_file_actions_adddup2(&actions, standard_error, 2);
    if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (status == 0 && directory) status = posix_spawn_file_actions_addchdir_np(&actions, directory);
    if (status == 0) status = posix_spawn(pid, path, &actions, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return status;
}

int clinux_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int clinux_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int clinux_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int clinux_set_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }

int clinux_openat(int directory, const char *path, int flags, mode_t mode) {
    return openat(directory, path, flags | O_CLOEXEC, mode);
}

int clinux_openat_beneath(int directory, const char *path, int flags, mode_t mode) {
    struct open_how how = {
        .flags = (uint64_t)(flags | O_CLOEXEC),
        .mode = mode,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

int clinux_set_limit(int resource, uint64_t value) {
    struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &limit);
}

int clinux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

// Moves a descriptor out of the way of 0, 1 and 2, which are about to be replaced.
static int above_standard(int descriptor) { return descriptor > 2 ? descriptor : fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

static void write_number(const char *path, int number) {
    char digits[12];
    int position = sizeof digits;
    int rest = number;
    do digits[--position] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0 && position > 0);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    // A score that cannot be set leaves the program as likely to be ended as its parent.
    ssize_t written = write(file, digits + position, sizeof digits - (size_t)position);
    (void)written;
    close(file);
}

// Runs in the child; returns only on failure, with errno set.
static void become(const char *path, char *const argv[], char *const envp[], const char *directory, int input, int output,
                   int error, const struct clinux_start_options *options, pid_t parent) {
    for (int number = 1; number < NSIG; number++) {
        if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
    }
    if (setsid() < 0) return;
    input = above_standard(input);
    output = above_standard(output);
    error = above_standard(error);
    if (input < 0 || output < 0 || error < 0) return;
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) return;
    // Close on exec, not now: the status pipe has to live until then.
    if (syscall(SYS_close_range, 3, ~0U, 4 /* CLOSE_RANGE_CLOEXEC */) < 0) return;
    if (directory && chdir(directory) < 0) return;
    if (options->memory_pressure_score > 0) {
        // A parent that forbids dumps would leave this file to root; exec allows them again in any case.
        prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
        write_number("/proc/self/oom_score_adj", options->memory_pressure_score);
    }
    for (size_t index = 0; index < options->limit_count; index++) {
        struct rlimit limit;
        if (getrlimit(options->limits[index].resource, &limit) < 0) return;
        // A limit that is stricter already stays as it is: only root could raise it.
        if (limit.rlim_max > options->limits[index].value) limit.rlim_max = options->limits[index].value;
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(options->limits[index].resource, &limit) < 0) return;
    }
    if (options->no_new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return;
    if (options->death_signal != 0) {
        if (prctl(PR_SET_PDEATHSIG, options->death_signal, 0, 0, 0) < 0) return;
        // The parent may have ended before the signal was asked for.
        if (getppid() != parent) _exit(127);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(path, argv, envp);
}

int clinux_start(pid_t *pid, const char *path, char *const argv[], char *const envp[], const char *directory,
                 int standard_input, int standard_output, int standard_error, const struct clinux_start_options *options) {
    int status[2];
    if (pipe2(status, O_CLOEXEC) < 0) return errno;
    int reporting = above_standard(status[1]);
    if (reporting < 0) {
        int code = errno;
        close(status[0]);
        close(status[1]);
        return code;
    }
    if (reporting != status[1]) close(status[1]);
    sigset_t all, before;
    sigfillset(&all);
    // No handler of this process may run in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        become(path, argv, envp, directory, standard_input, standard_output, standard_error, options, parent);
        int code = errno;
        ssize_t written = write(reporting, &code, sizeof code);
        (void)written;
        _exit(127);
    }
    int code = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(reporting);
    if (child > 0) {
        int failure = 0;
        ssize_t count;
        do count = read(status[0], &failure, sizeof failure);
        while (count < 0 && errno == EINTR);
        if (count == (ssize_t)sizeof failure) {
            code = failure;
            while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        }
    }
    close(status[0]);
    if (code == 0) *pid = child;
    return code;
}

int clinux_try_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB); }

int clinux_stop_signals(void) {
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    int code = pthread_sigmask(SIG_BLOCK, &stops, NULL);
    if (code != 0) {
        errno = code;
        return -1;
    }
    return signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
}

int clinux_watch_folder(const char *path, int writes) {
    int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch < 0) return -1;
    uint32_t events = IN_CREATE | IN_MOVED_TO | IN_ONLYDIR | (writes ? IN_MODIFY : 0);
    if (inotify_add_watch(watch, path, events) < 0) {
        int code = errno;
        close(watch);
        errno = code;
        return -1;
    }
    return watch;
}

int clinux_child_usage(struct rusage *usage) { return getrusage(RUSAGE_CHILDREN, usage); }

int clinux_stop_blocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}
