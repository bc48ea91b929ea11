// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/beside.h"

#include "base/places.h"
#include "circuit/dut.h"
#include "cli/cli.h"

#include <errno.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h> /* for sha2.h */
#include <unistd.h>

#include <sha2.h>

/* A name without its hash has at most NAME_MOST bytes, and each half of one that is cut PART_MOST:
 * with what follows ("-4.yaml", or a file system's own ending) it stays far from the 255 bytes of
 * most file systems. */
enum { NAME_MOST = 120, PART_MOST = 50, HASH_DIGITS = 16 };

/* ---- names ---- */

/* Finds the name of a circuit without its folder and without .so; returns its length. */
static int circuit_length(const char *dut, const char **begin)
{
    const char *slash = strrchr(dut, '/');
    *begin = slash != NULL ? slash + 1 : dut;
    const size_t length = strlen(*begin);
    return (int)(length > 3 && strcmp(*begin + length - 3, ".so") == 0 ? length - 3 : length);
}

/* Replaces what a shell or a file system would not take as it is; tells whether there was any. */
static bool replace_signs(char *name)
{
    bool any = false;
    for (char *c = name; *c != '\0'; c++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *c) ==
            NULL) {
            *c = '-';
            any = true;
        }
    }
    return any;
}

/* Writes the name by itself; tells whether that is exactly what was given, and nothing was cut or
 * replaced. */
static bool plain_name(const cosim_result *result, char name[CLI_NAME_BYTES])
{
    const char *dut;
    const int scenario_bytes = (int)strnlen(result->scenario, NAME_MOST);
    const int dut_bytes = circuit_length(result->dut, &dut);
    const bool whole = scenario_bytes + 1 + dut_bytes <= NAME_MOST;
    snprintf(name, CLI_NAME_BYTES, "%.*s-%.*s", whole ? scenario_bytes : PART_MOST,
             result->scenario, whole || dut_bytes < PART_MOST ? dut_bytes : PART_MOST, dut);
    return !replace_signs(name) && whole;
}

static void add_text(SHA2_CTX *hash, const char *text)
{
    SHA256Update(hash, (const uint8_t *)text, strlen(text) + 1); /* with its end */
}

/* Writes the name of a run; that of a twin also says where its scenario and its circuit are. No
 * name as given has a +. */
static const char *own_name(const cosim_result *result, bool twin, char name[CLI_NAME_BYTES])
{
    SHA2_CTX hash;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    const char *dut;
    if (plain_name(result, name) && !twin) {
        return name;
    }
    const int length = circuit_length(result->dut, &dut);
    SHA256Init(&hash);
    add_text(&hash, result->scenario);
    SHA256Update(&hash, (const uint8_t *)dut, (size_t)length);
    if (twin) {
        add_text(&hash, "");
        add_text(&hash, result->dut);
        add_text(&hash, result->file);
    }
    SHA256Final(digest, &hash);
    char *end = name + strlen(name);
    *end++ = '+';
    for (int i = 0; i < HASH_DIGITS / 2; i++) {
        end += sprintf(end, "%02x", digest[i]);
    }
    return name;
}

const char *cosim_cli_beside_name(const cosim_result *results, size_t at, char name[CLI_NAME_BYTES])
{
    const cosim_result *own = &results[at];
    bool twin = false;
    own_name(own, false, name);
    for (size_t i = 0; i < at && !twin; i++) {
        const cosim_result *other = &results[i];
        char taken[CLI_NAME_BYTES];
        twin = other->verdict == COSIM_FAIL && /* else it has left none */
               (strcmp(other->dut, own->dut) != 0 || strcmp(other->file, own->file) != 0) &&
               strcmp(own_name(other, false, taken), name) == 0;
    }
    return twin ? own_name(own, true, name) : name;
}

/* ---- places ---- */

static int cannot_be(const char *path, const char *why, cosim_diag *diag)
{
    cosim_place place = {.line = 0};
    snprintf(place.file, sizeof place.file, "%s", path);
    return cosim_diag_set(diag, &place, "%s", why);
}

int cosim_cli_beside_path(const char *sub, const char *name, char path[CLI_PATH_BYTES],
                          cosim_diag *diag)
{
    char folder[CLI_PATH_BYTES], here[CLI_PATH_BYTES];
    struct stat there;
    if (cosim_is_installed()) {
        cosim_diag why;
        cosim_state_folder(folder, sizeof folder - sizeof "/dut");
        if (cosim_make_folders(folder, &why) != 0) {
            return cannot_be(folder, why.message, diag);
        }
        if (cosim_folder_is_own(folder, &why) != 0) { /* a link there could lead to any file */
            return cannot_be(
                folder, "is not the user's alone; name a folder that is in XDG_STATE_HOME", diag);
        }
        strcat(folder, "/dut"); /* whose parent it is */
    } else {
        cosim_dut_folder(folder, sizeof folder);
    }
    const size_t given = strlen(folder);
    const char *parent = dirname(folder);
    if (given + 1 == sizeof folder ||
        snprintf(path, CLI_PATH_BYTES, "%s/%s", parent, sub) >= CLI_PATH_BYTES) {
        return cannot_be(parent, strerror(ENAMETOOLONG), diag);
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        char why[160];
        snprintf(why, sizeof why, "the folder cannot be made: %s", strerror(errno));
        return cannot_be(path, why, diag);
    }
    if (stat(path, &there) != 0 || !S_ISDIR(there.st_mode)) {
        return cannot_be(path, "is not a folder, and a run leaves its files in one", diag);
    }
    /* The path is relative to this folder if it lies below: the verdict says how to open it. */
    const size_t length = getcwd(here, sizeof here) != NULL ? strlen(here) : 0;
    const bool below = length > 0 && strncmp(parent, here, length) == 0 && parent[length] == '/';
    const int bytes =
        snprintf(path, CLI_PATH_BYTES, "%s/%s/%s", below ? parent + length + 1 : parent, sub, name);
    return bytes < CLI_PATH_BYTES - 16 /* an ending */
               ? 0
               : cannot_be(path, strerror(ENAMETOOLONG), diag);
}

void cosim_cli_beside_warn(const cosim_diag *diag, const char *rest)
{
    cosim_diag warning = {.place = diag->place};
    char text[2048];
    snprintf(warning.message, sizeof warning.message, "warning: %.600s", diag->message);
    cosim_diag_text(&warning, text, sizeof text);
    cosim_cli_tell("%s%s; %s", diag->place.file[0] == '\0' ? "lifcosim: " : "", text, rest);
}
