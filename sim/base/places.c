// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/places.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* A folder of sources has this file, and no other folder has it. */
#define SOURCES_MARK "sim/circuits.mk"

static bool is_there(const char *folder, const char *file)
{
    char path[PATH_BYTES + 64];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return access(path, R_OK) == 0;
}

/* Cuts off the last part of a path; false where there is none. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return true;
}

/* Finds the folder of the program, with links resolved. */
static void own_folder(char text[PATH_BYTES])
{
    const ssize_t length = readlink("/proc/self/exe", text, PATH_BYTES - 1);
    text[length > 0 ? length : 0] = '\0';
    go_up(text);
}

/* Finds PREFIX, or "" for a program that is not installed. */
static void find_prefix(char text[PATH_BYTES])
{
    own_folder(text);
    const size_t length = strlen(text);
    const bool in_bin = length > 4 && strcmp(text + length - 4, "/bin") == 0;
    if (!in_bin || !go_up(text) || !is_there(text, "share/lifcosim/" SOURCES_MARK)) {
        text[0] = '\0';
    }
}

bool cosim_is_installed(void)
{
    char prefix[PATH_BYTES];
    find_prefix(prefix);
    return prefix[0] != '\0';
}

int cosim_sources_folder(char *text, size_t bytes, cosim_diag *diag)
{
    const char *given = getenv("LIFCOSIM_ROOT");
    char path[PATH_BYTES];
    find_prefix(path);
    if (given != NULL && given[0] != '\0') {
        snprintf(text, bytes, "%s", given);
    } else if (path[0] != '\0') {
        snprintf(text, bytes, "%s/share/lifcosim", path);
    } else {
        own_folder(path);
        while (!is_there(path, SOURCES_MARK) && go_up(path)) {
        }
        snprintf(text, bytes, "%s", path);
    }
    return is_there(text, SOURCES_MARK)
               ? 0
               : cosim_diag_set(diag, NULL,
                                "the sources of lifcosim, which a circuit is built "
                                "with, are not above this program; name their folder "
                                "in LIFCOSIM_ROOT");
}

const char *cosim_library_folder(char *text, size_t bytes)
{
    char prefix[PATH_BYTES];
    find_prefix(prefix);
    snprintf(text, bytes, "%s/lib/lifcosim", prefix);
    return text;
}

/* Gives the user's home folder, even where the environment does not name it; NULL where it cannot
 * be written. */
static const char *home_folder(void)
{
    const char *home = getenv("HOME");
    if (home == NULL || home[0] != '/') {
        const struct passwd *user = getpwuid(geteuid());
        home = user != NULL ? user->pw_dir : NULL;
    }
    return home != NULL && home[0] == '/' && access(home, W_OK | X_OK) == 0 ? home : NULL;
}

/* Gives $VARIABLE/lifcosim, or HOME/BELOW/lifcosim, or a folder of the user's own in $TMPDIR. */
static const char *user_folder(const char *variable, const char *below, char *text, size_t bytes)
{
    const char *given = getenv(variable), *home = home_folder(), *temporary = getenv("TMPDIR");
    if (given != NULL && given[0] == '/') { /* any other is to be ignored, says the specification */
        snprintf(text, bytes, "%s/lifcosim", given);
    } else if (home != NULL) {
        snprintf(text, bytes, "%s/%s/lifcosim", home, below);
    } else {
        temporary = temporary != NULL && temporary[0] == '/' ? temporary : "/tmp";
        snprintf(text, bytes, "%s/lifcosim-%u/%s/lifcosim", temporary, (unsigned)geteuid(), below);
    }
    return text;
}

const char *cosim_cache_folder(char *text, size_t bytes)
{
    return user_folder("XDG_CACHE_HOME", ".cache", text, bytes);
}

const char *cosim_state_folder(char *text, size_t bytes)
{
    return user_folder("XDG_STATE_HOME", ".local/state", text, bytes);
}

int cosim_make_folders(const char *path, cosim_diag *diag)
{
    char part[PATH_BYTES];
    const int length = snprintf(part, sizeof part, "%s", path);
    for (int i = 1; i <= length && i < PATH_BYTES; i++) {
        if (part[i] != '/' && part[i] != '\0') {
            continue;
        }
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST) {
            const int why = errno;
            struct stat state;
            if (stat(part, &state) != 0) { /* a root that cannot be written may be there */
                return cosim_diag_set(diag, NULL, "%s: cannot be made: %s", part, strerror(why));
            }
        }
        part[i] = i < length ? '/' : '\0';
    }
    return 0;
}

/* Checks one folder of the path; `last` marks the one that the caller asked for. */
static int check_folder(const char *path, const struct stat *state, bool last, cosim_diag *diag)
{
    const mode_t others = last ? S_IWGRP | S_IWOTH : S_IWOTH;
    if (state->st_uid != geteuid() && state->st_uid != 0) {
        return cosim_diag_set(diag, NULL,
                              "%s belongs to another user, who could put any program into it; name "
                              "a folder of your own in LIFCOSIM_DUT_DIR",
                              path);
    }
    if ((state->st_mode & others) != 0 && (last || (state->st_mode & S_ISVTX) == 0)) {
        return cosim_diag_set(diag, NULL,
                              "others may write to %s, and could put any program into it; type "
                              "`chmod go-w '%s'`",
                              path, path);
    }
    return 0;
}

int cosim_folder_is_own(const char *path, cosim_diag *diag)
{
    char part[PATH_MAX];
    struct stat state;
    if (realpath(path, part) == NULL || stat(part, &state) != 0) {
        return cosim_diag_set(diag, NULL, "%s: cannot be reached: %s", path, strerror(errno));
    }
    int status = check_folder(part, &state, true, diag);
    while (status == 0 && state.st_uid != 0 && go_up(part) && part[0] != '\0') {
        if (stat(part, &state) != 0) {
            return cosim_diag_set(diag, NULL, "%s: cannot be reached: %s", part, strerror(errno));
        }
        status = check_folder(part, &state, false, diag);
    }
    return status;
}
