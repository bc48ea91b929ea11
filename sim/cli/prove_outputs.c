// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove_outputs.h"

#include "base/output.h"
#include "cli/cli.h"
#include "cli/outputs.h"
#include "cli/prove_page.h"
#include "report/cases.h"

#include <string.h>

/* A file is being told these. */
typedef struct telling {
    const cosim_cli_proof *whole, *narrow; /* narrow: NULL where there is none */
    const char *const *keys;
    size_t count;
} telling;

int cosim_cli_prove_files_check(const cosim_cli_prove_files *f)
{
    const cosim_cli_output named[] = {
        {"--json", f->json}, {"--junit", f->junit}, {"--report", f->report}};
    const size_t count = sizeof named / sizeof *named;
    const int status = cosim_cli_outputs_check("prove", named, count);
    return status == CLI_OK ? cosim_cli_outputs_try(named, count) : status;
}

static int put_json(const void *context, cosim_output *output, cosim_diag *diag)
{
    const telling *t = context;
    (void)diag;
    cosim_cli_prove_json(cosim_output_file(output), t->whole, t->narrow, t->keys, t->count);
    return 0;
}

static int put_page(const void *context, cosim_output *output, cosim_diag *diag)
{
    const telling *t = context;
    (void)diag;
    cosim_cli_prove_page(cosim_output_file(output), t->whole, t->narrow, t->keys, t->count);
    return 0;
}

/* A proof of smaller widths is a case of its own. What is not proven without bound is a failure. */
static int put_cases(const void *context, cosim_output *output, cosim_diag *diag)
{
    const telling *t = context;
    const cosim_cli_proof *const proofs[] = {t->whole, t->narrow};
    cosim_case cases[2];
    const size_t count = t->narrow != NULL ? 2 : 1;
    for (size_t i = 0; i < count; i++) {
        const cosim_proof *p = proofs[i]->proof;
        cases[i] = (cosim_case){
            .group = proofs[i]->manifest->name,
            .name = "is what it declares",
            .type = p->verdict == COSIM_PROOF_PROVEN ? NULL : cosim_proof_name(p->verdict),
            .seconds = p->seconds};
        cosim_cli_prove_verdict(p, cases[i].message, sizeof cases[i].message);
    }
    return cosim_cases_write(output, "lifcosim prove", cases, count, diag);
}

int cosim_cli_prove_tell(const cosim_cli_prove_files *f, const cosim_cli_proof *whole,
                         const cosim_cli_proof *narrow, const char *const *keys, size_t count)
{
    const telling t = {whole, narrow, keys, count};
    FILE *file = cosim_cli_out(cosim_cli_is_stdout(f->json) || cosim_cli_is_stdout(f->junit) ||
                               cosim_cli_is_stdout(f->report));
    cosim_cli_prove_text(file, whole->manifest, whole->proof, whole->replay);
    if (narrow != NULL) {
        cosim_cli_prove_narrow(file, keys, count);
        cosim_cli_prove_text(file, narrow->manifest, narrow->proof, narrow->replay);
    }
    fflush(file);
    const int statuses[] = {cosim_cli_output_write(f->json, put_json, &t),
                            cosim_cli_output_write(f->junit, put_cases, &t),
                            cosim_cli_output_write(f->report, put_page, &t)};
    int highest = CLI_OK;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        highest = cosim_cli_highest(highest, statuses[i]);
    }
    return highest;
}
