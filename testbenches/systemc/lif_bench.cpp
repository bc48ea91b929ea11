// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_bench.hpp"

#include "lif_trace.hpp"

namespace lif
{

namespace
{

constexpr unsigned kResetClocks = 4;
constexpr uint64_t kDrainClocks = 32;       // a result too many would come in these
constexpr uint64_t kPatienceClocks = 10000; // without a result that is due

} // namespace

// ---- source ----

Source::Source(sc_core::sc_module_name name) : sc_module(name), steps("steps"), expected("expected")
{
    SC_HAS_PROCESS(Source);
    SC_THREAD(produce);
}

Source::~Source() { cosim_current_free(&current); }

void Source::prepare(const cosim_job *job_, cosim_judge *judge_, cosim_result *result_)
{
    job = job_;
    judge = judge_;
    result = result_;
    done = false;
    cosim_current_free(&current);
    current = cosim_current();
    if (cosim_current_start(&current, job->scenario) != 0) {
        throw Failure("out of memory");
    }
}

void Source::start()
{
    cancelled = false;
    go.notify(sc_core::SC_ZERO_TIME);
}

void Source::cancel()
{
    cancelled = true;
    stop.notify(sc_core::SC_ZERO_TIME);
}

bool Source::put(const Step &step)
{
    while (!cancelled && !steps->nb_write(step)) {
        wait(steps->data_read_event() | stop);
    }
    if (!cancelled) {
        expected.write(step);
    }
    return !cancelled;
}

void Source::produce_block(uint64_t first, size_t n)
{
    double current_a[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    n = cosim_run_drives(job, &current, judge, first, n, current_a, drive_fx, result);
    for (size_t i = 0; i < n; i++) {
        Step step;
        step.number = first + i;
        step.current_a = current_a[i];
        step.drive_fx = drive_fx[i];
        step.hold = lif_hold_at(&job->scenario->params, first + i);
        if (!put(step)) {
            return;
        }
    }
}

void Source::produce()
{
    for (;;) {
        wait(go);
        const uint64_t steps_wanted = job->scenario->steps;
        for (uint64_t first = 0; first < steps_wanted && !cancelled && result->clipped_steps == 0;
             first += COSIM_BLOCK_STEPS) {
            const uint64_t left = steps_wanted - first, most = COSIM_BLOCK_STEPS;
            produce_block(first, left < most ? left : most);
        }
        done = !cancelled;
    }
}

// ---- scoreboard ----

Scoreboard::Scoreboard(sc_core::sc_module_name name, const Source &source_)
    : sc_module(name), clk("clk"), rst_n("rst_n"), source(source_), board(new cosim_scoreboard())
{
    SC_HAS_PROCESS(Scoreboard);
    SC_METHOD(watch);
    sensitive << clk.pos();
    dont_initialize();
}

void Scoreboard::prepare(const cosim_job *job_, const cosim_run_options *options_,
                         cosim_result *result, bool show)
{
    job = job_;
    options = *options_;
    sinks.assign(options_->sinks, options_->sinks + options_->sink_count);
    if (show) {
        sinks.push_back(cosim_sink{take_view, this});
    }
    options.sinks = sinks.data();
    options.sink_count = sinks.size();
    cosim_scoreboard_start(board.get(), job, &options, result);
    expected.clear();
    judged = quiet = 0;
    running = true;
    failed = false;
    view = View();
    view.membrane_mv = view.reference_mv = 1e3 * job->scenario->params.v_initial_v;
}

void Scoreboard::constants(const lif_words &words) { cosim_judge_constants(judge(), &words); }

void Scoreboard::write(const Step &step) { expected.push_back(step); }

void Scoreboard::write(const Violation &v)
{
    if (running) {
        cosim_judge_handshake(judge(), v.step, v.rule, v.expected, v.observed);
        view.handshake_ok = false;
    }
}

void Scoreboard::write(const Result &result)
{
    quiet = 0;
    if (!running || failed) {
        return;
    }
    if (expected.empty()) {
        write(Violation{judged, "handshake: results", 0, 1});
        return;
    }
    const Step step = expected.front();
    const uint8_t spike = result.spike;
    cosim_judge_block block = cosim_judge_block();
    expected.pop_front();
    block.n = 1;
    block.current_a = &step.current_a;
    block.drive_fx = &step.drive_fx;
    block.hold = &step.hold;
    block.before_fx = &result.before_fx;
    block.after_fx = &result.membrane_fx;
    block.spike = &spike;
    failed = cosim_scoreboard_take(board.get(), judged++, &block, &diag) != 0;
    if (options.progress != nullptr && judged % COSIM_BLOCK_STEPS == 0) {
        options.progress(options.context, job, judged);
    }
}

int Scoreboard::take_view(void *context, const cosim_rows *rows, cosim_diag *)
{
    Scoreboard *self = static_cast<Scoreboard *>(context);
    View &v = self->view;
    const uint8_t wrong = self->board->failed[0];
    v.current_na = 1e9 * rows->current_a[0];
    v.membrane_mv = 1e3 * (rows->rest_v + rows->after_fx[0] * rows->lsb_v);
    v.reference_mv = 1e3 * rows->reference_v[0];
    v.error_uv = 1e3 * (v.membrane_mv - v.reference_mv);
    v.bound_uv = 1e6 * rows->bound_v[0];
    v.reference_spike = rows->reference_spike[0] != 0;
    v.ambiguous = rows->ambiguous[0] != 0;
    v.exact_ok = (wrong & LIF_DUT_FAILED_EXACT) == 0;
    v.bounded_ok = (wrong & (LIF_DUT_FAILED_BOUNDED | LIF_DUT_UNEXPLAINED_SPIKE)) == 0;
    return 0;
}

void Scoreboard::watch()
{
    if (!running || !rst_n.read()) {
        quiet = 0;
        return;
    }
    quiet++;
    if (failed || (source.finished() && expected.empty() && quiet > kDrainClocks)) {
        end();
    } else if (quiet > kPatienceClocks) {
        write(Violation{judged, "handshake: results", 1, 0});
        end();
    }
}

void Scoreboard::end()
{
    running = false;
    sc_core::sc_pause();
}

void Scoreboard::finish(cosim_result *result)
{
    if (failed || cosim_scoreboard_finish(board.get(), judged, result, &diag) != 0) {
        throw Failure(diag.message);
    }
}

// ---- platform ----

Platform::Platform(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded)
    : sc_module(name), clk("clk", 10, sc_core::SC_NS, 0.5, 5, sc_core::SC_NS, true),
      rst_n("rst_n", false), neuron("neuron"), source("source"), fifo("fifo", 16),
      driver("driver", stalls, seeded), gate("gate", stalls, seeded), monitor("monitor"),
      scoreboard("scoreboard", source)
{
    source.steps(fifo);
    source.expected.bind(scoreboard);
    driver.clk(clk);
    driver.rst_n(rst_n);
    driver.ready(gate.up_ready);
    driver.steps(fifo);
    gate.clk(clk);
    gate.up_valid(driver.valid);
    gate.down_ready(neuron.ready);
    gate.number(driver.number);
    neuron.clk(clk);
    neuron.rst_n(rst_n);
    neuron.valid(gate.down_valid);
    neuron.drive(driver.drive);
    neuron.hold(driver.hold);
    monitor.clk(clk);
    monitor.rst_n(rst_n);
    monitor.up_valid(driver.valid);
    monitor.up_ready(gate.up_ready);
    monitor.down_valid(gate.down_valid);
    monitor.down_ready(neuron.ready);
    monitor.drive(driver.drive);
    monitor.hold(driver.hold);
    monitor.result(neuron.result);
    monitor.spike(neuron.spike);
    monitor.membrane(neuron.membrane);
    monitor.before(neuron.before);
    monitor.results.bind(scoreboard);
    monitor.violations.bind(scoreboard);
    scoreboard.clk(clk);
    scoreboard.rst_n(rst_n);

    SC_HAS_PROCESS(Platform);
    SC_THREAD(sequence);
}

// Resets with the words of the job, then takes its steps.
void Platform::sequence()
{
    for (;;) {
        while (!requested) { // an event before the first evaluation would be lost
            wait(begin);
        }
        requested = false;
        rst_n = false;
        neuron.configure(words);
        for (unsigned i = 0; i < kResetClocks; i++) {
            wait(clk.posedge_event());
        }
        scoreboard.constants(neuron.words());
        rst_n = true;
        source.start();
    }
}

void Platform::trace(Trace &t)
{
    const Scoreboard::View &v = scoreboard.view;
    traced = true;
    t.heading("Spikes");
    t.add(neuron.spike, "neuron.spike", kCircuit);
    t.add(v.reference_spike, "scoreboard.reference_spike", kReference);
    t.add(v.ambiguous, "scoreboard.ambiguous", kBit);
    t.heading("Membrane [mV]");
    t.add(v.membrane_mv, "scoreboard.membrane_mv", curve(COSIM_GTKWAVE_ORANGE, 3));
    t.add(v.reference_mv, "scoreboard.reference_mv", curve(COSIM_GTKWAVE_YELLOW, 3));
    t.heading("Error and its bound [uV]");
    t.add(v.error_uv, "scoreboard.error_uv", curve(COSIM_GTKWAVE_ORANGE, 2));
    t.add(v.bound_uv, "scoreboard.bound_uv", curve(COSIM_GTKWAVE_NORMAL, 1));
    t.heading("Input current [nA]");
    t.add(v.current_na, "scoreboard.current_na", curve(COSIM_GTKWAVE_GREEN, 2));
    t.heading("Verdict of the step");
    t.add(v.exact_ok, "scoreboard.exact_ok", kVerdict);
    t.add(v.bounded_ok, "scoreboard.bounded_ok", kVerdict);
    t.add(v.handshake_ok, "scoreboard.handshake_ok", kVerdict);
    t.heading("Words", true);
    t.add(driver.number, "driver.step", kCount);
    t.add(driver.drive, "driver.drive", kHex);
    t.add(driver.hold, "driver.hold", kCount);
    t.add(neuron.before, "neuron.before", kHex);
    t.add(neuron.membrane, "neuron.membrane", kHex);
    t.heading("Clock and handshake", true);
    t.add(clk, "clock.clk", kBit);
    t.add(rst_n, "clock.rst_n", kBit);
    t.add(driver.valid, "driver.valid", kBit);
    t.add(gate.up_ready, "driver.ready", kBit);
    t.add(gate.down_valid, "neuron.valid", kBit);
    t.add(neuron.ready, "neuron.ready", kBit);
    t.add(neuron.result, "neuron.result", kBit);
}

void Platform::run(const cosim_job *job, const cosim_run_options *options, cosim_result *result)
{
    source.cancel();
    scoreboard.prepare(job, options, result, traced);
    source.prepare(job, scoreboard.judge(), result);
    words = job->q.words;
    requested = true;
    begin.notify(sc_core::SC_ZERO_TIME);
    sc_core::sc_start();
    scoreboard.finish(result);
}

} // namespace lif
