/*
 * Fails one write or one sync of a file, then lets all pass: the disk that reports an error once and is well again,
 * which is what a program that tries again must not trust.
 *
 * Loaded with LD_PRELOAD. Linux only. From the environment:
 *   FAULT_DIRECTORY  only files in and below it are looked at (absolute, symbolic links resolved)
 *   FAULT_CONTROL    a file that arms one failure: "sync NAME" (the next fsync or fdatasync gives EIO) or
 *                    "enospc NAME" (the next write gives ENOSPC). NAME begins the file's path below the directory; a
 *                    NAME that ends in "$" is the whole path; without one any file will do. It must appear whole, by a
 *                    rename, and is removed by the call that takes it.
 *   FAULT_REPORT     gets the line "failed CALL PATH" before the call returns, and "later CALL PATH" for every write
 *                    or sync of the same file that is tried afterwards.
 *
 * Threads: safe. The unlink of the control file decides which call fails.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { SYNC, WRITE };

static char failed_path[PATH_MAX]; /* written once, before has_failed is set */
static atomic_bool has_failed;

static void report(const char *what, const char *call, const char *path)
{
    const char *name = getenv("FAULT_REPORT");
    char line[PATH_MAX + 64];
    int fd = name == NULL ? -1 : open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return;
    }
    int length = snprintf(line, sizeof line, "%s %s %s\n", what, call, path);
    syscall(SYS_write, fd, line, (size_t) length);
    close(fd);
}

/* The path of `fd` below the directory, in `buffer`; NULL for anything else. */
static const char *below(int fd, char *buffer)
{
    const char *directory = getenv("FAULT_DIRECTORY");
    char link[64];
    if (directory == NULL) {
        return NULL;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) {
        return NULL;
    }
    buffer[length] = '\0';
    size_t prefix = strlen(directory);
    if (strncmp(buffer, directory, prefix) != 0) {
        return NULL;
    }
    return buffer[prefix] == '/' ? buffer + prefix + 1 : buffer[prefix] == '\0' ? buffer + prefix : NULL;
}

static int matches(const char *path, const char *name)
{
    size_t length = strlen(name);
    if (length > 0 && name[length - 1] == '$') {
        return strlen(path) == length - 1 && strncmp(path, name, length - 1) == 0;
    }
    return strncmp(path, name, length) == 0;
}

/* Whether the control file is there and asks for this call on this path. */
static int armed(enum kind kind, const char *path)
{
    const char *control = getenv("FAULT_CONTROL");
    const char *word = kind == SYNC ? "sync" : "enospc";
    char text[256];
    int fd = control == NULL ? -1 : open(control, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return 0;
    }
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) {
        return 0;
    }
    text[length] = '\0';
    text[strcspn(text, "\n")] = '\0';
    size_t prefix = strlen(word);
    if (strncmp(text, word, prefix) != 0 || (text[prefix] != ' ' && text[prefix] != '\0')) {
        return 0;
    }
    return matches(path, text[prefix] == ' ' ? text + prefix + 1 : "") && unlink(control) == 0;
}

/* Whether this call must fail; 0 leaves errno as it was. */
static int fails(enum kind kind, const char *call, int fd)
{
    int before = errno;
    int failing = 0;
    char buffer[PATH_MAX];
    const char *path = below(fd, buffer);
    if (path != NULL) {
        if (atomic_load(&has_failed)) {
            if (strcmp(path, failed_path) == 0) {
                report("later", call, path);
            }
        } else if (armed(kind, path)) {
            strcpy(failed_path, path);
            report("failed", call, path);
            atomic_store(&has_failed, 1);
            failing = 1;
        }
    }
    errno = failing ? (kind == SYNC ? EIO : ENOSPC) : before;
    return failing;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

int fsync(int fd)
{
    return fails(SYNC, "fsync", fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails(SYNC, "fdatasync", fd) ? -1 : REAL(fdatasync)(fd);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    return fails(WRITE, "write", fd) ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
    return fails(WRITE, "pwrite", fd) ? -1 : REAL(pwrite)(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset)
{
    return fails(WRITE, "pwrite64", fd) ? -1 : REAL(pwrite64)(fd, bytes, count, offset);
}
