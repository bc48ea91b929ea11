// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/trial.h"

#include "lif_integer.h"
#include "lif_leak.h"
#include "lif_random.h"

enum { ROUNDS = 4, BEFORE = 8, STEPS = 32, LONGEST_HOLD = 3 };

/* Each of these words changes in a run, and `said` names a step that does not follow it. */
typedef enum changed { THRESHOLD, RESET, LEAK, COMPARE, MODE, INITIAL, INITIAL_HOLD } changed;
static const struct {
    const char *membrane, *spike;
} said[] = {
    [THRESHOLD] = {"membrane after the threshold changed in a run",
                   "spike after the threshold changed in a run"},
    [RESET] = {"membrane after the reset word changed in a run",
               "spike after the reset word changed in a run"},
    [LEAK] = {"membrane after the leak changed in a run", "spike after the leak changed in a run"},
    [COMPARE] = {"membrane after the compare rule changed in a run",
                 "spike after the compare rule changed in a run"},
    [MODE] = {"membrane after the reset mode changed in a run",
              "spike after the reset mode changed in a run"},
    [INITIAL] = {"membrane after the initial word, which only a reset takes, changed in a run",
                 "spike after the initial word, which only a reset takes, changed in a run"},
    [INITIAL_HOLD] = {"membrane after the initial hold, which only a reset takes, changed in a run",
                      "spike after the initial hold, which only a reset takes, changed in a run"},
};
enum { WORDS = sizeof said / sizeof said[0] };

/* A round has these steps. */
typedef struct steps {
    int32_t drive[STEPS], before[2][STEPS], after[2][STEPS];
    uint32_t hold[STEPS];
    uint8_t spike[2][STEPS];
} steps;

static int64_t random_word(lif_random *random, unsigned width)
{
    return (int64_t)lif_random_below(random, (uint64_t)1 << width) - ((int64_t)1 << (width - 1));
}

static int64_t random_leak(lif_random *random, const lif_format *f)
{
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    return (int64_t)lif_leak_nearest(f, (double)(1 + lif_random_below(random, one)));
}

/* Draws words over their ranges, so that the neuron spikes often. Where the compare rule is to
 * change, the membrane forgets its past (k = 1), and the drives meet the threshold. */
static lif_words first_words(lif_random *random, const lif_format *f, changed word)
{
    return (lif_words){.leak_fx = word == COMPARE ? (int64_t)1 << f->leak_fraction
                                                  : random_leak(random, f),
                       .threshold_fx = random_word(random, f->state_width) / 2,
                       .reset_fx = random_word(random, f->state_width) / 2,
                       .initial_fx = random_word(random, f->state_width),
                       .compare_above = lif_random_below(random, 2) == 1,
                       .reset_by_subtract = lif_random_below(random, 2) == 1};
}

static void change(lif_words *w, changed word, lif_random *random, const lif_format *f)
{
    switch (word) {
    case THRESHOLD:
        w->threshold_fx = random_word(random, f->state_width) / 2;
        break;
    case RESET:
        w->reset_fx = random_word(random, f->state_width) / 2;
        break;
    case LEAK:
        w->leak_fx = random_leak(random, f);
        break;
    case COMPARE:
        w->compare_above = !w->compare_above;
        break;
    case MODE:
        w->reset_by_subtract = !w->reset_by_subtract;
        break;
    case INITIAL:
        w->initial_fx = ~w->initial_fx;
        break;
    case INITIAL_HOLD:
    default:
        w->initial_hold = 1;
        break;
    }
}

static void fill(steps *s, const lif_words *w, changed word, const lif_format *f,
                 lif_random *random)
{
    for (int i = 0; i < STEPS; i++) {
        const int64_t near = w->threshold_fx + (int64_t)lif_random_below(random, 3) - 1;
        s->drive[i] = (int32_t)(word == COMPARE ? near : random_word(random, f->state_width));
        s->hold[i] = word == COMPARE ? 0 : (uint32_t)lif_random_below(random, LONGEST_HOLD);
    }
}

/* Runs steps `from` to `to` on the circuit and on the model. Returns 0, or -1 where the circuit
 * stopped. */
static int run(const struct lif_dut_ops *ops, lif_dut *dut, lif_integer *model, steps *s,
               size_t from, size_t to, lif_dut_breach *breach)
{
    const lif_dut_block block = {.n = to - from,
                                 .drive_fx = s->drive + from,
                                 .hold = s->hold + from,
                                 .before_fx = s->before[1] + from,
                                 .after_fx = s->after[1] + from,
                                 .spike = s->spike[1] + from,
                                 .breach = breach};
    lif_integer_run(model, to - from, s->drive + from, s->hold + from, 0, s->before[0] + from,
                    s->after[0] + from, s->spike[0] + from);
    return ops->run(dut, &block);
}

/* Returns the first step that is not the model's; STEPS: none. */
static size_t first_difference(const steps *s)
{
    size_t i = 0;
    while (i < STEPS && s->spike[0][i] == s->spike[1][i] && s->before[0][i] == s->before[1][i] &&
           s->after[0][i] == s->after[1][i]) {
        i++;
    }
    return i;
}

/* Runs from reset with one set of words. *same stays true if the circuit is its model. */
static int run_plain(const struct lif_dut_ops *ops, lif_dut *dut, const lif_words *words, steps *s,
                     uint64_t seed, bool *same, lif_dut_breach *breach)
{
    lif_integer model;
    lif_integer_start(&model, &ops->format, words);
    if (ops->configure(dut, words, seed) != 0 || run(ops, dut, &model, s, 0, STEPS, breach) != 0) {
        return -1;
    }
    *same = *same && first_difference(s) == STEPS;
    return 0;
}

/* Runs from reset with one set of words, and with another after some steps. */
static int run_changed(const struct lif_dut_ops *ops, lif_dut *dut, const lif_words *first,
                       const lif_words *then, changed word, steps *s, lif_dut_breach *breach)
{
    lif_integer model;
    lif_integer_start(&model, &ops->format, first);
    if (ops->configure(dut, first, 0) != 0 || run(ops, dut, &model, s, 0, BEFORE, NULL) != 0) {
        return -1;
    }
    model.words = *then;
    if (ops->set_words(dut, then) != 0 || run(ops, dut, &model, s, BEFORE, STEPS, NULL) != 0) {
        return -1;
    }
    const size_t i = first_difference(s);
    if (i < STEPS) {
        const bool spike = s->spike[0][i] != s->spike[1][i];
        int32_t(*const words)[STEPS] = s->before[0][i] != s->before[1][i] ? s->before : s->after;
        *breach = (lif_dut_breach){.count = 1,
                                   .quantity = spike ? said[word].spike : said[word].membrane,
                                   .step = i,
                                   .expected = spike ? s->spike[0][i] : words[0][i],
                                   .observed = spike ? s->spike[1][i] : words[1][i]};
    }
    return 0;
}

/* Changes each word in runs of its own, so that a difference is known to be due to it; the circuit
 * must be its model with the words before and with those after. */
static int try_circuit(const struct lif_dut_ops *ops, lif_dut *dut, lif_dut_breach *breach)
{
    const bool changes = (ops->capabilities & LIF_DUT_CHANGES_WORDS) != 0;
    lif_random random;
    steps s;
    lif_random_seed(&random, 1);
    for (unsigned k = 0; k < ROUNDS * WORDS && breach->count == 0; k++) {
        const changed word = (changed)(k % WORDS);
        const lif_words words = first_words(&random, &ops->format, word);
        lif_words other = words;
        bool same = true;
        fill(&s, &words, word, &ops->format, &random);
        change(&other, word, &random, &ops->format);
        if ((changes || word == THRESHOLD) &&
            (run_plain(ops, dut, &words, &s, k + 1, &same, breach) != 0 ||
             (changes && run_plain(ops, dut, &other, &s, 0, &same, NULL) != 0) ||
             (changes && same && breach->count == 0 &&
              run_changed(ops, dut, &words, &other, word, &s, breach) != 0))) {
            return -1;
        }
    }
    return 0;
}

int cosim_trial_judge(cosim_dut *dut, cosim_judge *judge, cosim_diag *diag)
{
    const struct lif_dut_ops *ops = dut->ops;
    const uint32_t needed =
        LIF_DUT_IDLES | LIF_DUT_INTEGER_MODEL | LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE;
    if (!dut->tried && judge->exact_mismatches == 0 && ops->equations == NULL &&
        (ops->capabilities & needed) == needed) {
        char message[256] = "";
        lif_dut *instance = ops->open(ops, message, sizeof message);
        if (instance == NULL) {
            return cosim_diag_set(diag, NULL, "circuit %s: cannot be opened again: %s", dut->name,
                                  message);
        }
        const int status = try_circuit(ops, instance, &dut->trial);
        if (status != 0) {
            cosim_diag_set(diag, NULL, "circuit %s: stopped in a run of random steps: %s",
                           dut->name, ops->message(instance));
        }
        ops->close(instance);
        if (status != 0) {
            return -1;
        }
        dut->tried = 1;
    }
    cosim_judge_elsewhere(judge, &dut->trial);
    return 0;
}
