// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// These parts of the bench see steps: the source of stimuli and the scoreboard, which call the
// functions of sim/, and the platform that puts everything together.
#ifndef LIF_BENCH_HPP
#define LIF_BENCH_HPP

#include "c_side.hpp"
#include "lif_handshake.hpp"

#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

namespace lif
{

// An error of the simulation itself ends here: status 3 of the program.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Makes the steps of a scenario, by cosim_current and the quantiser.
class Source : public sc_core::sc_module
{
  public:
    sc_core::sc_fifo_out<Step> steps;
    tlm::tlm_analysis_port<Step> expected;

    explicit Source(sc_core::sc_module_name name);
    ~Source() override;

    // This is called before the simulation goes on; the steps begin with start().
    void prepare(const cosim_job *job, cosim_judge *judge, cosim_result *result);
    void start();
    void cancel(); // of what is left of the job before
    bool finished() const { return done; }

  private:
    const cosim_job *job = nullptr;
    cosim_judge *judge = nullptr;
    cosim_result *result = nullptr;
    cosim_current current{};
    sc_core::sc_event go, stop;
    bool cancelled = false, done = true;
    void produce();
    void produce_block(uint64_t first, size_t n);
    bool put(const Step &step);
};

// This is the judge of sim/: it takes expected steps and observed results, and gives the verdict.
// It pauses the simulation when the last result is there, or when none comes any more.
class Scoreboard : public sc_core::sc_module,
                   public tlm::tlm_analysis_if<Step>,
                   public tlm::tlm_analysis_if<Result>,
                   public tlm::tlm_analysis_if<Violation>
{
  public:
    sc_core::sc_in<bool> clk, rst_n;
    // These are of the last step, for waveforms [mV, uV, nA].
    struct View {
        double current_na = 0, membrane_mv = 0, reference_mv = 0, error_uv = 0, bound_uv = 0;
        bool reference_spike = false, ambiguous = false, exact_ok = true, bounded_ok = true;
        bool handshake_ok = true;
    } view;

    Scoreboard(sc_core::sc_module_name name, const Source &source);

    // With `show` it fills `view`, which costs time.
    void prepare(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                 bool show);
    void constants(const lif_words &words);
    // Gives the verdict; throws Failure.
    void finish(cosim_result *result);
    cosim_judge *judge() { return &board->judge; }

    void write(const Step &step) override;
    void write(const Result &result) override;
    void write(const Violation &violation) override;

  private:
    const Source &source;
    std::unique_ptr<cosim_scoreboard> board;
    const cosim_job *job = nullptr;
    cosim_run_options options{};
    std::deque<Step> expected;
    uint64_t judged = 0, quiet = 0; // steps; clocks since the last result
    bool running = false, failed = false;
    cosim_diag diag{};
    void watch();
    void end();
    static int take_view(void *self, const cosim_rows *rows, cosim_diag *diag);
    std::vector<cosim_sink> sinks;
};

class Trace;

// This is one neuron with its bench, for any number of scenarios one after the other.
class Platform : public sc_core::sc_module
{
  public:
    sc_core::sc_clock clk;
    sc_core::sc_signal<bool> rst_n;
    Neuron neuron;

    Platform(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded);
    // This is called before the first run.
    void trace(Trace &trace);
    // Runs and judges a job as cosim_job_run does; throws Failure.
    void run(const cosim_job *job, const cosim_run_options *options, cosim_result *result);

  private:
    Source source;
    sc_core::sc_fifo<Step> fifo;
    Driver driver;
    Gate gate;
    Monitor monitor;
    Scoreboard scoreboard;
    sc_core::sc_event begin;
    lif_words words{};
    bool traced = false, requested = false;
    void sequence();
};

} // namespace lif

#endif
