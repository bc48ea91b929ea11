// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/finding.h"

#include <stdio.h>
#include <stdlib.h>

void cosim_findings_free(struct cosim_findings *findings)
{
    for (size_t i = 0; findings != NULL && i < COSIM_FINDINGS; i++) {
        free(findings->items[i].drive_fx);
        free(findings->items[i].scenario);
        free(findings->items[i].wave);
        free(findings->items[i].layout);
        cosim_source_line_free(&findings->items[i].at);
    }
    free(findings);
}

const char *cosim_finding_drive(const cosim_finding *finding, char *text, size_t bytes)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < finding->count && length < bytes;) {
        size_t n = 1;
        while (i + n < finding->count && finding->drive_fx[i + n] == finding->drive_fx[i]) {
            n++;
        }
        const int put = snprintf(text + length, bytes - length, "%s%zu of %d", i > 0 ? ", " : "", n,
                                 finding->drive_fx[i]);
        length += put > 0 ? (size_t)put : bytes;
        i += n;
        if (length + 24 > bytes && i < finding->count) {
            snprintf(text + (length < bytes - 8 ? length : bytes - 8), 8, ", ...");
            break;
        }
    }
    return text;
}
