// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cosim_findings_free(struct cosim_findings *findings)
{
    for (size_t i = 0; findings != NULL && i < COSIM_FINDINGS; i++) {
        for (size_t k = 0; k < findings->items[i].also_count; k++) {
            free(findings->items[i].also[k]);
        }
        free(findings->items[i].also);
        free(findings->items[i].drive_fx);
        free(findings->items[i].telling_fx);
        free(findings->items[i].scenario);
        free(findings->items[i].wave);
        free(findings->items[i].layout);
        cosim_source_line_free(&findings->items[i].at);
    }
    free(findings);
}

int cosim_finding_add(cosim_finding *finding, const char *words)
{
    const size_t count = finding->also_count;
    char **more = realloc(finding->also, (count + 1) * sizeof *more);
    if (more == NULL) {
        return -1;
    }
    finding->also = more;
    more[count] = strdup(words);
    finding->also_count += more[count] != NULL;
    return more[count] != NULL ? 0 : -1;
}

const char *cosim_telling_name(cosim_telling telling)
{
    static const char *const names[] = {NULL, "not-all", "apart"};
    return names[telling];
}

const char *cosim_finding_telling(const cosim_finding *finding, char *text, size_t bytes)
{
    static const char *const says[] = {NULL, "answers otherwise to", "told apart by"};
    char drive[200];
    text[0] = '\0';
    if (finding->telling != COSIM_TELLS_NOTHING) {
        snprintf(
            text, bytes, "%s %zu step%s: %s", says[finding->telling], finding->telling_count,
            finding->telling_count == 1 ? "" : "s",
            cosim_finding_drive(finding->telling_fx, finding->telling_count, drive, sizeof drive));
    }
    return text;
}

const char *cosim_finding_drive(const int32_t *drive_fx, size_t count, char *text, size_t bytes)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count && length < bytes;) {
        size_t n = 1;
        while (i + n < count && drive_fx[i + n] == drive_fx[i]) {
            n++;
        }
        const int put = snprintf(text + length, bytes - length, "%s%zu of %d", i > 0 ? ", " : "", n,
                                 drive_fx[i]);
        length += put > 0 ? (size_t)put : bytes;
        i += n;
        if (length + 24 > bytes && i < count) {
            snprintf(text + (length < bytes - 8 ? length : bytes - 8), 8, ", ...");
            break;
        }
    }
    return text;
}
