// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/findings.h"

#include "base/shell.h"
#include "result/finding.h"

#include <inttypes.h>

const char cosim_hidden_text[] =
    "the membrane is hidden: an error of the membrane, of a reset word or of a held step that "
    "moves no spike in this run cannot be seen";

const char cosim_never_reset_text[] =
    "the circuit is declared to have no reset: this run began on a fresh one";

const char cosim_no_finding_text[] = "none has a name; the first mismatch is what is known";

void cosim_text_gtkwave(FILE *out, const char *heading, const char *wave, const char *layout)
{
    fprintf(out, "    %-13s gtkwave ", heading);
    cosim_put_shell_word(out, wave);
    if (layout != NULL) {
        fputc(' ', out);
        cosim_put_shell_word(out, layout);
    }
    fputc('\n', out);
}

void cosim_text_findings(FILE *out, const cosim_result *result)
{
    char drive[200], telling[300];
    if (result->never_reset) {
        fprintf(out, "    %-13s %s\n", "never reset", cosim_never_reset_text);
    }
    if (result->hidden) {
        fprintf(out, "    %-13s %s\n", "not seen", cosim_hidden_text);
    }
    for (size_t i = 0; result->findings != NULL && i < result->findings->count; i++) {
        const cosim_finding *f = &result->findings->items[i];
        fprintf(out, "    %-13s %s\n", "finding", f->text);
        fprintf(out, "    %-13s from step %" PRIu64 "%s\n", "", f->step,
                f->whole ? "; this explains every answer of the run" : "");
        if (f->drive_fx != NULL) { /* not of a trace, which cannot be run again */
            fprintf(out, "    %-13s shown by %zu step%s: %s\n", "", f->count,
                    f->count == 1 ? "" : "s",
                    cosim_finding_drive(f->drive_fx, f->count, drive, sizeof drive));
        }
        if (f->telling != COSIM_TELLS_NOTHING) {
            fprintf(out, "    %-13s %s\n", "", cosim_finding_telling(f, telling, sizeof telling));
        }
        if (f->scenario != NULL) {
            fprintf(out, "    %-13s lifcosim run --dut ", "");
            cosim_put_shell_word(out, result->dut);
            fputc(' ', out);
            cosim_put_shell_word(out, f->scenario);
            fputc('\n', out);
        }
        if (f->wave != NULL) {
            cosim_text_gtkwave(out, "", f->wave, f->layout);
        }
    }
    if (result->findings != NULL && result->findings->count == 0) {
        fprintf(out, "    %-13s %s\n", "finding", cosim_no_finding_text);
    }
}
