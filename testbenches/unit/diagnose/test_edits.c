// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Single mistakes of circuits that are declared by equations: each circuit of testbenches/diagnose
 * has some, which its port `fault` chooses, and the finding names them as faults.txt has it. */
#include "neuron_fixture.h"
#include "base/diag.h"
#include "circuit/open.h"
#include "diagnose/findings.h"
#include "equations/case.h"
#include "run/job.h"
#include "scenario/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 300, RIGHT_LEAST = 246, FAULTS_LEAST = 249 };

#define NO_CAUSE "no single cause known"

typedef struct stage {
    char name[40];
    cosim_dut *dut;
    cosim_scenario *scenario;
    cosim_job job;
    int64_t *fault; /* the word that the port is told */
} stage;

static void open_stage(stage *s, const char *name)
{
    char path[200];
    cosim_diag diag;
    snprintf(s->name, sizeof s->name, "%s", name);
    snprintf(path, sizeof path, "build/diagnose/%s.so", name);
    if (cosim_dut_open(path, &s->dut, &diag) != COSIM_DUT_OK) {
        fail_msg("%s", diag.message);
    }
    snprintf(path, sizeof path, "testbenches/diagnose/%s_run.yaml", name);
    if (cosim_scenario_read(path, NULL, 0, NULL, &s->scenario, &diag) != 0 ||
        cosim_job_prepare(&s->job, s->scenario, s->dut, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    const cosim_equations *e = s->dut->equations->equations;
    const cosim_eq_symbol *symbol = cosim_eq_find(e, "fault");
    assert_non_null(symbol);
    s->fault = &s->job.q.equations->words.word[symbol->index];
}

static void close_stage(stage *s)
{
    if (s->dut != NULL) {
        cosim_scenario_free(s->scenario);
        cosim_dut_close(s->dut);
    }
    *s = (stage){.dut = NULL};
}

/* Tells whether a text begins with these words, and they end there or another name follows. */
static bool begins(const char *text, const char *words)
{
    const size_t length = strlen(words);
    return strncmp(text, words, length) == 0 &&
           (text[length] == '\0' || strncmp(text + length, ", or, which answers", 19) == 0 ||
            strcmp(words, NO_CAUSE) == 0 || strncmp(text + length, ". Write ", 8) == 0);
}

/* Tells whether what these words name explains the run, with all that happened between its steps.
 */
static bool explains(const char *words)
{
    return strcmp(words, NO_CAUSE) != 0 && strstr(words, "clock") == NULL;
}

/* It may wrap as it declares: only then is a circuit that does not another one. */
static void a_sound_circuit_has_no_cause(stage *s)
{
    struct cosim_findings *found = NULL;
    cosim_diag diag;
    *s->fault = 0;
    assert_int_equal(cosim_findings_find(&s->job, &found, &diag), 0);
    if (found->count != 0 &&
        (found->items[0].whole || strcmp(found->items[0].kind, "wraps") != 0)) {
        fail_msg("%s, sound: \"%s\"", s->name, found->items[0].text);
    }
    cosim_findings_free(found);
}

/* Returns 1 where the fault is named rightly, 0 where it is not named, and -1 for another name. */
static int name_fault(stage *s, int fault, const char *words)
{
    const cosim_eq_tree *tree = s->dut->equations->equations->tree;
    const size_t nodes = cosim_eq_tree_count(tree);
    struct cosim_findings *found = NULL;
    cosim_diag diag;
    *s->fault = fault;
    if (cosim_findings_find(&s->job, &found, &diag) != 0) {
        fail_msg("%s %d: %s", s->name, fault, diag.message);
    }
    assert_int_equal(cosim_eq_tree_count(tree), nodes); /* the declaration is as it was */
    const cosim_finding *f = &found->items[0];
    const bool named = found->count == 1 && f->whole;
    const bool right = found->count == 1 && f->whole == explains(words) && begins(f->text, words);
    if (!right) {
        print_message("# %s %d, \"%s\": \"%s\"\n", s->name, fault, words,
                      found->count > 0 ? f->text : "(no finding)");
    } else {
        assert_true(f->count > 0 && f->count < 200 && f->drive_fx != NULL);
        const bool partial = strstr(words, "; another drive shows") != NULL;
        assert_int_equal(f->telling, partial ? COSIM_TELLS_MORE : COSIM_TELLS_NOTHING);
        assert_int_equal(f->telling_count > 0 && f->telling_fx != NULL, partial);
        assert_int_equal(f->also_count > 0, strstr(f->text, ", or, which answers") != NULL);
    }
    cosim_findings_free(found);
    return right ? 1 : named ? -1 : 0;
}

static void single_faults_are_named(void **state)
{
    char line[LINE_BYTES], name[40];
    stage s = {.dut = NULL};
    int all = 0, right = 0, wrong = 0, fault, at;
    (void)state;
    FILE *file = fopen("testbenches/diagnose/faults.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || sscanf(line, "%39s %d %n", name, &fault, &at) < 2) {
            continue;
        }
        if (strcmp(s.name, name) != 0) {
            close_stage(&s);
            open_stage(&s, name);
            a_sound_circuit_has_no_cause(&s);
        }
        const int named = name_fault(&s, fault, line + at);
        all++;
        right += named > 0;
        wrong += named < 0;
    }
    fclose(file);
    close_stage(&s);
    print_message("# of %d faults %d are named rightly, and %d wrongly\n", all, right, wrong);
    assert_true(all >= FAULTS_LEAST && right >= RIGHT_LEAST);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(single_faults_are_named)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
