// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/state.h"

cosim_mismatch *cosim_judge_note(cosim_judge *j, cosim_level level, const char *quantity,
                                 const cosim_judge_block *b, size_t i)
{
    cosim_mismatch *m = &j->first[level];
    if (m->present) {
        return NULL;
    }
    *m = (cosim_mismatch){.present = true,
                          .level = level,
                          .has_step = b != NULL,
                          .step = j->step,
                          .quantity = quantity,
                          .has_drive = b != NULL,
                          .drive_fx = b != NULL ? b->drive_fx[i] : 0};
    return m;
}

void cosim_judge_note_words(cosim_judge *j, cosim_level level, const char *quantity,
                            const cosim_judge_block *b, size_t i, int64_t expected,
                            int64_t observed)
{
    cosim_mismatch *m = cosim_judge_note(j, level, quantity, b, i);
    if (m != NULL) {
        m->is_word = true;
        m->expected_fx = expected;
        m->observed_fx = observed;
    }
}

void cosim_judge_clip(cosim_judge *judge, uint64_t step, double current_a, int32_t clipped_fx)
{
    cosim_mismatch *m = &judge->first[COSIM_LEVEL_CLIP];
    if (!m->present) {
        *m =
            (cosim_mismatch){.present = true,
                             .level = COSIM_LEVEL_CLIP,
                             .has_step = true,
                             .step = step,
                             .quantity = "drive",
                             .expected_v = current_a * judge->params.r_ohm + judge->params.v_rest_v,
                             .observed_v = lif_membrane_v(&judge->q, clipped_fx),
                             .has_drive = true,
                             .drive_fx = clipped_fx};
    }
}

void cosim_judge_handshake(cosim_judge *judge, uint64_t step, const char *quantity,
                           int64_t expected, int64_t observed)
{
    cosim_mismatch *m = &judge->first[COSIM_LEVEL_EXACT];
    judge->exact_mismatches++;
    if (!m->present) {
        *m = (cosim_mismatch){.present = true,
                              .level = COSIM_LEVEL_EXACT,
                              .has_step = true,
                              .step = step,
                              .quantity = quantity,
                              .is_word = true,
                              .expected_fx = expected,
                              .observed_fx = observed};
    }
}

static cosim_mismatch mismatch_of(const lif_dut_breach *breach, bool has_step)
{
    return (cosim_mismatch){.present = true,
                            .level = COSIM_LEVEL_EXACT,
                            .has_step = has_step,
                            .step = has_step ? breach->step : 0,
                            .quantity = breach->quantity,
                            .is_word = true,
                            .expected_fx = breach->expected,
                            .observed_fx = breach->observed};
}

void cosim_judge_breach(cosim_judge *judge, const lif_dut_breach *breach)
{
    cosim_mismatch *m = &judge->first[COSIM_LEVEL_EXACT];
    judge->exact_mismatches += breach->count;
    if (breach->count > 0 && !(m->present && m->step < breach->step)) {
        *m = mismatch_of(breach, true);
    }
}

void cosim_judge_elsewhere(cosim_judge *judge, const lif_dut_breach *breach)
{
    if (judge->exact_mismatches == 0 && breach->count > 0) {
        judge->exact_mismatches = breach->count;
        judge->first[COSIM_LEVEL_EXACT] = mismatch_of(breach, false);
    }
}

void cosim_judge_still(cosim_judge *j, const int32_t *after_fx, size_t stride, size_t n,
                       int64_t word)
{
    const uint64_t active = j->step > j->active_from ? j->step - j->active_from : 0;
    const uint64_t most = active < j->still_limit ? active : j->still_limit;
    size_t k = n; /* from element k on no step has moved the word */
    while (k > 0 && n - k < most &&
           after_fx[(k - 1) * stride] == (k > 1 ? after_fx[(k - 2) * stride] : word)) {
        k--;
    }
    const uint64_t still = k > 0 ? n - k : (uint64_t)j->still + n;
    j->still = (uint32_t)(still < most ? still : most);
}

void cosim_judge_add_spike(cosim_judge *j, cosim_train *train, uint64_t *count, uint64_t step)
{
    (*count)++;
    if (train != NULL && cosim_train_add(train, step) != 0) {
        j->out_of_memory = true;
    }
}
