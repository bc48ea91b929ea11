// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/recorder.h"

#include "base/apart.h"
#include "base/output.h"
#include "circuit/lif_conduct.h"
#include "judge/judge.h"
#include "run/coding.h"
#include "run/words.h"
#include "input/whole_fst.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool cosim_recorder_possible(const cosim_job *job)
{
    return (job->dut->ops->capabilities & LIF_DUT_WAVES) != 0;
}

void cosim_recorder_start(cosim_recorder *recorder, const cosim_job *job,
                          const cosim_wave_request *request)
{
    *recorder = (cosim_recorder){.job = job, .request = *request};
}

static void free_checkpoint(cosim_checkpoint *c)
{
    cosim_current_free(&c->current);
    free(c->dut_state);
    *c = (cosim_checkpoint){.valid = false};
}

void cosim_recorder_free(cosim_recorder *recorder)
{
    free_checkpoint(&recorder->checkpoints[0]);
    free_checkpoint(&recorder->checkpoints[1]);
}

/* Tells whether what is to be recorded lies before `step`, so that checkpoints from here on are too
 * late.
 */
static bool has_come(const cosim_recorder *r, const cosim_judge *judge)
{
    const cosim_wave_request *q = &r->request;
    if (q->whole) {
        return true; /* starts at step 0 */
    }
    if (q->has_window) {
        return judge->step > q->from;
    }
    if (q->around_spike) {
        return judge->dut_spike_count > q->spike;
    }
    for (int level = 0; level < COSIM_LEVELS; level++) {
        if (judge->first[level].present) {
            return true;
        }
    }
    return false;
}

static bool take_checkpoint(cosim_recorder *r, const cosim_judge *judge,
                            const cosim_current *current)
{
    const struct lif_dut_ops *ops = r->job->dut->ops;
    lif_dut *instance = r->job->dut->instance;
    cosim_checkpoint c = {.valid = true, .step = judge->step, .judge = *judge};
    c.dut_state = malloc(ops->state_bytes(instance));
    if (c.dut_state == NULL || cosim_current_copy(&c.current, current) != 0 ||
        ops->save(instance, c.dut_state) != 0) {
        free_checkpoint(&c);
        return false;
    }
    free_checkpoint(&r->checkpoints[0]);
    r->checkpoints[0] = r->checkpoints[1];
    r->checkpoints[1] = c;
    return true;
}

void cosim_recorder_between(void *context, const cosim_judge *judge, const cosim_current *current)
{
    cosim_recorder *recorder = context;
    const cosim_checkpoint *last = &recorder->checkpoints[1];
    const uint64_t since = last->valid ? last->step : 0;
    /* a case is where its last step left it: a replay of it begins at step 0 */
    recorder->frozen =
        recorder->frozen || has_come(recorder, judge) || recorder->job->dut->equations != NULL;
    if (recorder->frozen || judge->step - since < COSIM_CHECKPOINT_STEPS ||
        (recorder->job->dut->ops->capabilities & LIF_DUT_SAVES) == 0) {
        return;
    }
    recorder->frozen = !take_checkpoint(recorder, judge, current);
}

/* A replay runs the window again: the scout goes ahead so that its steps can be judged, and the
 * traced instance follows with the judge's findings beside the circuit. */
typedef struct replay {
    const cosim_job *job;
    cosim_recorder *recorder;
    lif_dut *scout, *traced;
    cosim_judge judge;
    cosim_current current;
    bool constant_hold;
    uint32_t hold_constant;
    double current_a[COSIM_BLOCK_STEPS], reference_v[COSIM_BLOCK_STEPS], bound_v[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    int32_t before_fx[2][COSIM_BLOCK_STEPS], after_fx[2][COSIM_BLOCK_STEPS];
    uint8_t spike[2][COSIM_BLOCK_STEPS];
    uint8_t reference_spike[COSIM_BLOCK_STEPS], ambiguous[COSIM_BLOCK_STEPS];
    uint8_t failed[COSIM_BLOCK_STEPS];
    cosim_words words;
} replay;

static int replay_failed(const replay *p, const lif_dut *instance, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "circuit %s: the waveform could not be recorded: %s",
                          p->job->dut->name, p->job->dut->ops->message(instance));
}

/* Brings both instances, judge and currents to where they were at the best checkpoint, or to the
 * start. */
static int replay_start(replay *p, cosim_diag *diag)
{
    const cosim_job *job = p->job;
    const struct lif_dut_ops *ops = job->dut->ops;
    const cosim_checkpoint *best = NULL;
    char message[256] = "";

    for (int i = 0; i < 2; i++) {
        const cosim_checkpoint *c = &p->recorder->checkpoints[i];
        if (c->valid && c->step <= p->recorder->from) {
            best = c;
        }
    }
    p->constant_hold = lif_hold_is_constant(&job->scenario->params, &p->hold_constant);
    p->scout = ops->open(ops, message, sizeof message);
    p->traced = p->scout != NULL ? ops->open(ops, message, sizeof message) : NULL;
    if (p->traced == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s: %s", job->dut->name, message);
    }
    if (cosim_words_configure(job, p->scout, LIF_CONDUCT_SEED) != 0) {
        return replay_failed(p, p->scout, diag);
    }
    if (cosim_words_configure(job, p->traced, LIF_CONDUCT_SEED) != 0) {
        return replay_failed(p, p->traced, diag);
    }
    if (best == NULL) {
        cosim_judge_start(&p->judge, &job->scenario->params, &job->q, ops->capabilities, NULL,
                          NULL);
    } else {
        p->judge = best->judge;
        p->judge.dut_spikes = p->judge.reference_spikes = NULL;
    }
    if ((best == NULL ? cosim_current_start(&p->current, job->scenario)
                      : cosim_current_copy(&p->current, &best->current)) != 0) {
        return cosim_diag_set(diag, NULL, "out of memory for the waveform");
    }
    if (best != NULL && ops->restore(p->scout, best->dut_state) != 0) {
        return replay_failed(p, p->scout, diag);
    }
    return 0;
}

/* Runs one instance over the block that is there. */
static int run_instance(replay *p, lif_dut *instance, int which, size_t n, const lif_dut_view *view,
                        cosim_diag *diag)
{
    lif_dut_block block = {.n = n,
                           .drive_fx = p->drive_fx,
                           .hold = p->constant_hold ? NULL : p->hold,
                           .hold_constant = p->hold_constant,
                           .before_fx = p->before_fx[which],
                           .after_fx = p->after_fx[which],
                           .spike = p->spike[which],
                           .view = view};
    cosim_words_add(&p->words, !p->constant_hold, &block);
    if (p->job->dut->ops->run(instance, &block) != 0) {
        return replay_failed(p, instance, diag);
    }
    cosim_words_take(p->job, &p->words, n, p->before_fx[which], p->after_fx[which],
                     p->spike[which]);
    return 0;
}

static void judge_block(replay *p, size_t n)
{
    const cosim_judge_block block = {.n = n,
                                     .current_a = p->current_a,
                                     .drive_fx = p->drive_fx,
                                     .hold = p->constant_hold ? NULL : p->hold,
                                     .hold_constant = p->hold_constant,
                                     .before_fx = p->before_fx[0],
                                     .after_fx = p->after_fx[0],
                                     .spike = p->spike[0],
                                     .inputs = p->words.inputs,
                                     .outputs = p->words.outputs,
                                     .reference_v = p->reference_v,
                                     .bound_v = p->bound_v,
                                     .reference_spike = p->reference_spike,
                                     .ambiguous = p->ambiguous,
                                     .failed = p->failed};
    cosim_judge_run(&p->judge, &block);
}

static int trace_block(replay *p, uint64_t first, size_t n, cosim_diag *diag)
{
    const uint32_t shows = p->job->dut->ops->capabilities;
    const lif_dut_view view = {p->current_a,       p->reference_v, p->bound_v,
                               p->reference_spike, p->ambiguous,   p->failed};
    cosim_recorder *r = p->recorder;
    if (run_instance(p, p->traced, 1, n, &view, diag) != 0) {
        return -1;
    }
    if (memcmp(p->spike[0], p->spike[1], n) != 0 ||
        ((shows & LIF_DUT_SHOWS_MEMBRANE) != 0 &&
         memcmp(p->after_fx[0], p->after_fx[1], n * sizeof p->after_fx[0][0]) != 0)) {
        return cosim_diag_set(diag, NULL,
                              "circuit %s: it does not repeat itself: run again for the waveform, "
                              "its answers differ from step %llu on",
                              p->job->dut->name, (unsigned long long)first);
    }
    cosim_ranges_add(&r->ranges, p->job, n, &view, p->drive_fx, p->after_fx[1], p->spike[1]);
    for (size_t i = 0; i < n && r->marker_count < COSIM_MARKERS; i++) {
        if ((p->failed[i] & LIF_DUT_UNEXPLAINED_SPIKE) != 0) {
            r->markers[r->marker_count++] = first + i;
        }
    }
    return 0;
}

/* Brings the traced instance to where the scout is, and opens its waveform. */
static int open_wave(replay *p, const char *path, cosim_diag *diag)
{
    const cosim_job *job = p->job;
    const struct lif_dut_ops *ops = job->dut->ops;
    const cosim_wave_request *q = &p->recorder->request;
    const lif_params *params = &job->scenario->params;
    lif_dut_wave wave = {.path = path,
                         .clocks = q->clocks,
                         .step_s = params->dt_s,
                         .groups = q->groups != NULL ? q->groups
                                   : q->clocks       ? NULL
                                                     : COSIM_WAVE_GROUPS,
                         .rest_v = job->q.zero_v,
                         .lsb_v = job->q.lsb * job->q.scale_v,
                         .threshold_v = params->v_threshold_v,
                         .reset_v = params->v_reset_v,
                         .peak_v = job->scenario->has_spike_peak ? job->scenario->spike_peak_v
                                                                 : (double)NAN};
    cosim_drive_volts(job, &wave.drive_zero_v, &wave.drive_lsb_v);
    if ((ops->capabilities & LIF_DUT_SAVES) != 0) {
        void *state = malloc(ops->state_bytes(p->scout));
        const int moved =
            state != NULL && ops->save(p->scout, state) == 0 && ops->restore(p->traced, state) == 0;
        free(state);
        if (!moved) {
            return replay_failed(p, p->traced, diag);
        }
    }
    return ops->wave_open(p->traced, &wave) == 0 ? 0 : replay_failed(p, p->traced, diag);
}

static int replay_window(replay *p, const char *path, cosim_diag *diag)
{
    const uint64_t from = p->recorder->from, to = p->recorder->to;
    const bool saves = (p->job->dut->ops->capabilities & LIF_DUT_SAVES) != 0;
    bool open = false;
    while (p->judge.step < to) {
        const uint64_t first = p->judge.step, end = first < from ? from : to;
        const size_t n =
            end - first < COSIM_BLOCK_STEPS ? (size_t)(end - first) : COSIM_BLOCK_STEPS;
        if (!open && first >= from) {
            open = true;
            cosim_ranges_start(&p->recorder->ranges, p->job, p->job->dut->ops->clocks_per_step > 1,
                               p->judge.word);
            if (open_wave(p, path, diag) != 0) {
                return -1;
            }
        }
        cosim_current_next(&p->current, n, p->current_a);
        cosim_job_drives(p->job, p->current_a, n, p->drive_fx);
        lif_hold_fill(&p->job->scenario->params, first, n, p->hold);
        cosim_words_give(p->job, &p->words, n, p->current_a, p->constant_hold ? NULL : p->hold);
        if (run_instance(p, p->scout, 0, n, NULL, diag) != 0 ||
            (!open && !saves && run_instance(p, p->traced, 1, n, NULL, diag) != 0)) {
            return -1;
        }
        judge_block(p, n);
        if (open && trace_block(p, first, n, diag) != 0) {
            return -1;
        }
    }
    return p->job->dut->ops->wave_close(p->traced) == 0 ? 0 : replay_failed(p, p->traced, diag);
}

/* Replays the window into the file of that name. */
static int record(cosim_recorder *recorder, const char *name, cosim_diag *diag)
{
    replay *p = calloc(1, sizeof *p);
    if (p == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory for the waveform");
    }
    p->job = recorder->job;
    p->recorder = recorder;
    int status = cosim_words_new(p->job, &p->words, diag) != 0 ? -1 : replay_start(p, diag);
    if (status == 0) {
        status = replay_window(p, name, diag);
    }
    if (p->traced != NULL) {
        recorder->job->dut->ops->close(p->traced);
    }
    if (p->scout != NULL) {
        recorder->job->dut->ops->close(p->scout);
    }
    cosim_current_free(&p->current);
    cosim_words_free(&p->words);
    free(p);
    return status;
}

/* The recording process gets this, and gives it back. */
typedef struct recording {
    cosim_recorder recorder;
    const char *name;
    int status;
    bool done; /* false where the circuit has ended the process itself */
    cosim_diag diag;
} recording;

static void record_apart(void *data)
{
    recording *r = data;
    r->status = record(&r->recorder, r->name, &r->diag);
    r->done = true;
}

/* The writer of the file maps temporary files of its own, here and in /tmp, without looking whether
 * they could be written: on a full disk it is killed, and must not take the verdict with it. */
static int record_safely(cosim_recorder *recorder, const char *name, const cosim_place *place,
                         cosim_diag *diag)
{
    recording r = {.recorder = *recorder, .name = name, .status = -1};
    cosim_diag end = {.message = "ended early"};
    if (cosim_apart(record_apart, &r, sizeof r, &end) != 0 || !r.done) {
        return cosim_diag_set(diag, place,
                              "the process that wrote the waveform %s; is the disk full, or /tmp?",
                              end.message);
    }
    *recorder = r.recorder;
    if (r.status != 0) {
        *diag = r.diag;
    } else if (!cosim_fst_is_whole(name)) {
        return cosim_diag_set(diag, place, "the waveform did not arrive whole; is the disk full?");
    }
    return r.status;
}

int cosim_recorder_write(cosim_recorder *recorder, const cosim_result *result, const char *path,
                         cosim_diag *diag)
{
    cosim_place place = {.line = 0};
    snprintf(place.file, sizeof place.file, "%s", path);
    recorder->marker_count = 0;
    if (result->steps == 0) {
        return cosim_diag_set(diag, &place,
                              "a waveform of no steps is not written: the drive of step 0 clips, "
                              "and so no step ran");
    }
    if (cosim_window_find(&recorder->request, result, &recorder->from, &recorder->to, diag) != 0) {
        return -1;
    }
    cosim_output *output = cosim_output_reserve(path, diag);
    if (output == NULL) {
        return -1;
    }
    if (record_safely(recorder, cosim_output_name(output), &place, diag) == 0) {
        return cosim_output_commit(output, diag);
    }
    cosim_output_abandon(output);
    return -1;
}
