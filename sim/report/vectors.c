// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/vectors.h"

#include "base/output.h"
#include "base/utf8.h"
#include "circuit/lif_conduct.h"
#include "circuit/lif_dut.h"
#include "run/coding.h"
#include "run/job.h"
#include "scenario/current.h"
#include "lif_leak.h"

#include <stdlib.h>
#include <string.h>

enum { DRIVE, HOLD, BEFORE, MEMBRANE, SPIKE, VERILOG, C, FILES };

static const char *const names[FILES] = {"drive.hex",    "hold.hex",  "before.hex",
                                         "membrane.hex", "spike.hex", "lif_vectors.vh",
                                         "lif_vectors.h"};

/* This holds one block of steps. */
typedef struct block {
    double current_a[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS], before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
} block;

static unsigned long long port(int64_t word, unsigned bits)
{
    return (unsigned long long)((uint64_t)word & (((uint64_t)1 << bits) - 1));
}

/* Returns the bits that a circuit's leak port carries: the word itself, where any word is possible.
 */
static unsigned long long leak_port(const lif_format *format, int64_t word)
{
    uint64_t code = (uint64_t)word;
    (void)lif_leak_encode(format, word, &code); /* the quantiser gives representable words alone */
    return port((int64_t)code, format->leak_fraction + 1);
}

/* Writes the origin as a comment; a name that ended it would be read as code. */
static void put_origin(FILE *f, const cosim_job *job)
{
    fputs("// Written by lifcosim vectors: ", f);
    cosim_put_visible(f, job->scenario->name, "");
    fputs(" in ", f);
    cosim_put_visible(f, job->dut->name, "");
    fputc('.', f);
}

static void write_verilog(FILE *f, const cosim_job *job)
{
    const lif_format *q = &job->q.format;
    const lif_words *w = &job->q.words;
    put_origin(f, job);
    fprintf(f,
            " Include inside a module.\n"
            "localparam integer LifSteps = %llu;\n"
            "localparam integer LifStateWidth = %u;\n"
            "localparam integer LifStateFraction = %u;\n"
            "localparam integer LifLeakFraction = %u;\n"
            "localparam integer LifHoldWidth = 32;\n"
            "localparam [0:0] LifResidual = 1'b%d;\n"
            "localparam [%u:0] LifLeak = %u'h%llx;\n",
            (unsigned long long)job->scenario->steps, q->state_width, q->state_fraction,
            q->leak_fraction, q->rounding == LIF_RESIDUAL, q->leak_fraction, q->leak_fraction + 1,
            leak_port(q, w->leak_fx));
    fprintf(f, "localparam signed [%u:0] LifThreshold = %u'h%llx;\n", q->state_width - 1,
            q->state_width, port(w->threshold_fx, q->state_width));
    fprintf(f, "localparam signed [%u:0] LifReset = %u'h%llx;\n", q->state_width - 1,
            q->state_width, port(w->reset_fx, q->state_width));
    fprintf(f, "localparam signed [%u:0] LifInitial = %u'h%llx;\n", q->state_width - 1,
            q->state_width, port(w->initial_fx, q->state_width));
    fprintf(f,
            "localparam [31:0] LifInitialHold = 32'd%u;\n"
            "localparam [0:0] LifCompareAbove = 1'b%d;\n"
            "localparam [0:0] LifResetSubtract = 1'b%d;\n",
            w->initial_hold, w->compare_above, w->reset_by_subtract);
}

static void write_c_head(FILE *f, const cosim_job *job)
{
    const lif_format *q = &job->q.format;
    const lif_words *w = &job->q.words;
    put_origin(f, job);
    fprintf(f,
            "\n#ifndef LIF_VECTORS_H\n#define LIF_VECTORS_H\n#include <stdint.h>\n"
            "#define LIF_VECTORS_STEPS %lluu\n#define LIF_VECTORS_STATE_WIDTH %u\n"
            "#define LIF_VECTORS_STATE_FRACTION %u\n#define LIF_VECTORS_LEAK_FRACTION %u\n"
            "#define LIF_VECTORS_RESIDUAL %d\n"
            "#define LIF_VECTORS_LEAK INT64_C(%lld)\n#define LIF_VECTORS_THRESHOLD INT64_C(%lld)\n",
            (unsigned long long)job->scenario->steps, q->state_width, q->state_fraction,
            q->leak_fraction, q->rounding == LIF_RESIDUAL, (long long)w->leak_fx,
            (long long)w->threshold_fx);
    fprintf(f,
            "#define LIF_VECTORS_RESET INT64_C(%lld)\n#define LIF_VECTORS_INITIAL INT64_C(%lld)\n"
            "#define LIF_VECTORS_INITIAL_HOLD %uu\n#define LIF_VECTORS_COMPARE_ABOVE %d\n"
            "#define LIF_VECTORS_RESET_SUBTRACT %d\n"
            "static const struct lif_vector {\n"
            "    int64_t drive;\n    uint32_t hold;\n    int64_t before, membrane;\n"
            "    uint8_t spike;\n} lif_vectors[LIF_VECTORS_STEPS] = {\n",
            (long long)w->reset_fx, (long long)w->initial_fx, w->initial_hold, w->compare_above,
            w->reset_by_subtract);
}

static void write_block(const cosim_job *job, FILE *const files[FILES], const block *b, size_t n)
{
    const unsigned bits = job->q.format.state_width;
    const int digits = (int)(bits + 3) / 4;
    for (size_t i = 0; i < n; i++) {
        fprintf(files[DRIVE], "%0*llx\n", digits, port(b->drive_fx[i], bits));
        fprintf(files[HOLD], "%08x\n", b->hold[i]);
        fprintf(files[BEFORE], "%0*llx\n", digits, port(b->before_fx[i], bits));
        fprintf(files[MEMBRANE], "%0*llx\n", digits, port(b->after_fx[i], bits));
        fprintf(files[SPIKE], "%u\n", b->spike[i]);
        fprintf(files[C], "    {%d, %u, %d, %d, %u},\n", b->drive_fx[i], b->hold[i],
                b->before_fx[i], b->after_fx[i], b->spike[i]);
    }
}

/* Writes all steps of the model to all files. A drive that clips is an error here: there is no
 * verdict. */
static int write_steps(const cosim_job *job, FILE *const files[FILES], cosim_diag *diag)
{
    const cosim_scenario *s = job->scenario;
    const struct lif_dut_ops *ops = job->dut->ops;
    cosim_current current = {.states = NULL};
    block *b = calloc(1, sizeof *b);
    int status = 0;

    if (b == NULL || cosim_current_start(&current, s) != 0) {
        free(b);
        return cosim_diag_memory(diag, NULL);
    }
    ops->configure(job->dut->instance, &job->q.words, LIF_CONDUCT_SEED);
    for (uint64_t first = 0; first < s->steps && status == 0; first += COSIM_BLOCK_STEPS) {
        const uint64_t left = s->steps - first;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, b->current_a);
        if (lif_quantise_drives(&job->q, b->current_a, n, b->drive_fx) > 0) {
            size_t i = 0;
            while (lif_quantise_drives(&job->q, &b->current_a[i], 1, b->drive_fx) == 0) {
                i++;
            }
            status = cosim_job_refuse_clip(job, first + i, b->current_a[i], diag);
            break;
        }
        lif_hold_fill(&s->params, first, n, b->hold);
        const lif_dut_block steps = {.n = n,
                                     .drive_fx = b->drive_fx,
                                     .hold = b->hold,
                                     .before_fx = b->before_fx,
                                     .after_fx = b->after_fx,
                                     .spike = b->spike};
        ops->run(job->dut->instance, &steps);
        write_block(job, files, b, n);
    }
    cosim_current_free(&current);
    free(b);
    return status;
}

int cosim_vectors_write(const cosim_job *job, const char *folder, cosim_diag *diag)
{
    cosim_output *outputs[FILES] = {NULL};
    FILE *files[FILES];
    int status = 0;

    for (int i = 0; i < FILES && status == 0; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        outputs[i] = cosim_output_open(path, diag);
        status = outputs[i] == NULL ? -1 : 0;
        files[i] = status == 0 ? cosim_output_file(outputs[i]) : NULL;
    }
    if (status == 0) {
        write_verilog(files[VERILOG], job);
        write_c_head(files[C], job);
        status = write_steps(job, files, diag);
        fputs("};\n#endif\n", files[C]);
    }
    for (int i = 0; i < FILES; i++) {
        if (status == 0) {
            status = cosim_output_commit(outputs[i], diag) == 0 ? 0 : COSIM_VECTORS_UNWRITTEN;
        } else {
            cosim_output_abandon(outputs[i]);
        }
    }
    return status;
}
