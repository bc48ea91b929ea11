// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/wrapper_header.h"

#include "base/output.h"
#include "foreign/files.h"
#include "foreign/literal.h"
#include "foreign/timing.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const leaks[] = {"LIF_LEAK_MULTIPLY", "LIF_LEAK_SHIFT", "LIF_LEAK_SHIFTS",
                                    "LIF_LEAK_LINEAR"};
static const char *const roundings[] = {"LIF_ROUND_HALF_UP", "LIF_ROUND_FLOOR",
                                        "LIF_ROUND_TOWARD_ZERO", "LIF_ROUND_RESIDUAL",
                                        "LIF_ROUND_UNKNOWN"};
static const char *const inputs[] = {"LIF_INPUT_POTENTIAL", "LIF_INPUT_AFTER_LEAK",
                                     "LIF_INPUT_BEFORE_LEAK"};
static const char *const overflows[] = {"LIF_OVERFLOW_NONE", "LIF_OVERFLOW_WRAP",
                                        "LIF_OVERFLOW_SATURATE"};

static const char *boolean(bool value) { return value ? "true" : "false"; }

static void put_fixed(FILE *file, const lif_fixed_word *word)
{
    fprintf(file, "    {%s, %" PRId64 ", %" PRId64 ", %" PRId64 "},\n", boolean(word->present),
            word->word, word->low, word->high);
}

/* Writes the members in the order of lif_declared, because C++ has no names here before C++20. */
static void put_declared(FILE *file, const lif_declared *d)
{
    fprintf(file, "    %s,\n    %s,\n    %s,\n    %s,\n", leaks[d->leak], roundings[d->rounding],
            inputs[d->input], overflows[d->overflow]);
    fprintf(file, "    %s, %s, %s, %s,\n    %a,\n", boolean(d->decay), boolean(d->compare_old),
            boolean(d->compare_above), boolean(d->subtract), d->one);
    fprintf(file, "    %" PRId64 ", %" PRId64 ",\n    %u,\n    {", d->low_fx, d->high_fx,
            d->term_count);
    for (int i = 0; i < LIF_TERMS; i++) {
        fprintf(file, "%s%d", i > 0 ? ", " : "", d->terms[i]);
    }
    fprintf(file, "},\n    %u,\n    %" PRId64 ", %" PRId64 ",\n    %s,\n    %a,\n", d->drive_shift,
            d->drive_low_fx, d->drive_high_fx, boolean(d->events), d->event_a);
    put_fixed(file, &d->event);
    fprintf(file, "    %s,\n", boolean(d->subtract_threshold));
    put_fixed(file, &d->leak_word);
    put_fixed(file, &d->threshold);
    put_fixed(file, &d->reset);
    put_fixed(file, &d->initial);
    put_fixed(file, &d->hold);
    fprintf(file, "    %u,\n    %s, %u,\n", d->hold_least, boolean(d->gains), d->gain_fraction);
    put_fixed(file, &d->gain);
    fprintf(file, "    %" PRId64 ",\n    %a,\n", d->gain_most, d->drive_unit_a);
}

int cosim_wrapper_header(const cosim_manifest *m, const char *path, cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("// Written by lifcosim build from a manifest.\n#include \"lif_declared.h\"\n", file);
    cosim_put_data_folders(file, m);
    fputs("#define LIF_TOP_ABOUT ", file);
    cosim_put_literal(file, m->about);
    fprintf(file, "\n#define LIF_CLOCKS_PER_STEP %u\n", cosim_wrapper_clocks(m));
    fprintf(file, "#define LIF_SHOWS (LIF_DUT_READS_WORDS%s%s)\n",
            m->shows == COSIM_SHOWS_AFTER    ? " | LIF_DUT_SHOWS_MEMBRANE"
            : m->shows == COSIM_SHOWS_BEFORE ? " | LIF_DUT_SHOWS_BEFORE"
                                             : "",
            m->declared.rounding != LIF_ROUND_UNKNOWN ? " | LIF_DUT_INTEGER_MODEL" : "");
    if (m->step != COSIM_STEP_COMBINATIONAL && m->reset.node == NULL) {
        fputs("#define LIF_NO_RESET\n", file);
    }
    if (m->enable.node == NULL && m->valid.node == NULL) {
        fputs("#define LIF_NO_IDLES\n", file);
    }
    fputs("#define LIF_CALIBRATING\n", file);
    if (m->gain.node != NULL) {
        fputs("#define LIF_GAIN_PORT\n", file);
    } else if (m->declared.gains) {
        fprintf(file, "#define LIF_GAIN_WORD %" PRId64 "\n", m->declared.gain.word);
    }
    fputs("static const lif_declared lif_declared_here = {\n", file);
    put_declared(file, &m->declared);
    fputs("};\n#define LIF_DECLARED &lif_declared_here\n", file);
    return cosim_output_commit(output, diag);
}
