// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/trial.h"

#include "lif_integer.h"
#include "lif_leak.h"
#include "lif_random.h"

enum { ROUNDS = 4, BEFORE = 8, STEPS = COSIM_TRIAL_STEPS, LONGEST_HOLD = 3 };

/* The parts of a round: a run with its words, one with the words that it changes to, and one that
 * changes from the first to the others. */
enum { PLAIN, OTHER, UNTIL_CHANGE, CHANGED, PARTS };

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

static void fill(cosim_trial *s, const lif_words *w, changed word, const lif_format *f,
                 lif_random *random)
{
    for (int i = 0; i < STEPS; i++) {
        const int64_t near = w->threshold_fx + (int64_t)lif_random_below(random, 3) - 1;
        s->drive[i] = (int32_t)(word == COMPARE ? near : random_word(random, f->state_width));
        s->hold[i] = word == COMPARE ? 0 : (uint32_t)lif_random_below(random, LONGEST_HOLD);
    }
}

/* ---- the parts, one after the other ---- */

void cosim_trial_start(cosim_trial *t, const lif_format *format, bool changes)
{
    *t = (cosim_trial){.format = *format, .changes = changes, .part = PARTS};
    lif_random_seed(&t->random, 1);
}

/* Draws the words and steps of the next round. */
static void next_round(cosim_trial *t)
{
    const changed word = (changed)(t->round % WORDS);
    t->words = first_words(&t->random, &t->format, word);
    t->other = t->words;
    t->same = true;
    fill(t, &t->words, word, &t->format, &t->random);
    change(&t->other, word, &t->random, &t->format);
    t->round++;
    t->part = t->changes || word == THRESHOLD ? PLAIN : PARTS;
}

/* Tells whether a part of the present round tells anything. */
static bool is_needed(const cosim_trial *t)
{
    return t->part == PLAIN || (t->changes && (t->part == OTHER || t->same));
}

bool cosim_trial_next(cosim_trial *t, cosim_trial_part *part)
{
    while (t->part == PARTS || !is_needed(t)) {
        t->part = t->part < PARTS ? t->part + 1 : PARTS;
        if (t->part == PARTS) {
            if (t->breach.count > 0 || t->round == ROUNDS * WORDS) {
                return false;
            }
            next_round(t);
        }
    }
    const size_t from = t->part == CHANGED ? BEFORE : 0;
    const lif_words *words = t->part == PLAIN || t->part == UNTIL_CHANGE ? &t->words : &t->other;
    *part = (cosim_trial_part){.reset = t->part != CHANGED,
                               .words = *words,
                               .seed = t->part == PLAIN ? t->round : 0,
                               .n = (t->part == UNTIL_CHANGE ? BEFORE : STEPS) - from,
                               .drive_fx = t->drive + from,
                               .hold = t->hold + from};
    if (part->reset) {
        lif_integer_start(&t->model, &t->format, words);
    } else {
        t->model.words = *words;
    }
    lif_integer_run(&t->model, part->n, part->drive_fx, part->hold, 0, t->before[0] + from,
                    t->after[0] + from, t->spike[0] + from);
    return true;
}

/* Returns the first of n steps that is not the model's; n: none. */
static size_t first_difference(const cosim_trial *t, size_t n)
{
    size_t i = 0;
    while (i < n && t->spike[0][i] == t->spike[1][i] && t->before[0][i] == t->before[1][i] &&
           t->after[0][i] == t->after[1][i]) {
        i++;
    }
    return i;
}

/* Names the step that did not follow its word. */
static void note(cosim_trial *t, size_t i)
{
    const changed word = (changed)((t->round - 1) % WORDS);
    const bool spike = t->spike[0][i] != t->spike[1][i];
    int32_t(*const words)[STEPS] = t->before[0][i] != t->before[1][i] ? t->before : t->after;
    t->breach = (lif_dut_breach){.count = 1,
                                 .quantity = spike ? said[word].spike : said[word].membrane,
                                 .step = i,
                                 .expected = spike ? t->spike[0][i] : words[0][i],
                                 .observed = spike ? t->spike[1][i] : words[1][i]};
}

void cosim_trial_take(cosim_trial *t, const int32_t *before_fx, const int32_t *after_fx,
                      const uint8_t *spike, const lif_dut_breach *breach)
{
    const size_t from = t->part == CHANGED ? BEFORE : 0;
    const size_t to = t->part == UNTIL_CHANGE ? BEFORE : STEPS;
    for (size_t i = from; i < to; i++) {
        t->before[1][i] = before_fx[i - from];
        t->after[1][i] = after_fx[i - from];
        t->spike[1][i] = spike[i - from];
    }
    if (t->part == PLAIN && breach->count > 0) {
        t->breach = *breach;
        t->same = false;
    }
    if (t->part == PLAIN || t->part == OTHER) {
        t->same = t->same && first_difference(t, STEPS) == STEPS;
    } else if (t->part == CHANGED && first_difference(t, STEPS) < STEPS) {
        note(t, first_difference(t, STEPS));
    }
    t->part++;
}

/* ---- the trial of an opened circuit ---- */

bool cosim_trial_applies(const struct lif_dut_ops *ops, const cosim_judge *judge)
{
    const uint32_t needed =
        LIF_DUT_IDLES | LIF_DUT_INTEGER_MODEL | LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE;
    return judge->exact_mismatches == 0 && ops->equations == NULL &&
           (ops->capabilities & needed) == needed;
}

static int try_circuit(const struct lif_dut_ops *ops, lif_dut *dut, lif_dut_breach *found)
{
    cosim_trial trial;
    cosim_trial_part part;
    int32_t before[STEPS], after[STEPS];
    uint8_t spike[STEPS];
    cosim_trial_start(&trial, &ops->format, (ops->capabilities & LIF_DUT_CHANGES_WORDS) != 0);
    while (cosim_trial_next(&trial, &part)) {
        lif_dut_breach breach = {.count = 0};
        const lif_dut_block block = {.n = part.n,
                                     .drive_fx = part.drive_fx,
                                     .hold = part.hold,
                                     .before_fx = before,
                                     .after_fx = after,
                                     .spike = spike,
                                     .breach = &breach};
        if ((part.reset ? ops->configure(dut, &part.words, part.seed)
                        : ops->set_words(dut, &part.words)) != 0 ||
            ops->run(dut, &block) != 0) {
            return -1;
        }
        cosim_trial_take(&trial, before, after, spike, &breach);
    }
    *found = trial.breach;
    return 0;
}

int cosim_trial_judge(cosim_dut *dut, cosim_judge *judge, cosim_diag *diag)
{
    const struct lif_dut_ops *ops = dut->ops;
    if (!dut->tried && cosim_trial_applies(ops, judge)) {
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
