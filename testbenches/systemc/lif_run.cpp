// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lifcosim-systemc run is `lifcosim run` with the SystemC platform in the place of its loop.
#include "lif_main.hpp"

#include "lif_bench.hpp"
#include "lif_trace.hpp"

#include <cstring>
#include <string>

namespace lif
{

namespace
{

enum { kVcd = CLI_PLATFORM, kStalls, kStallSeed, kBreak };

struct Run {
    Stalls stalls;
    Seeded seeded;
    const char *vcd = nullptr;
    std::unique_ptr<Trace> trace;
    std::unique_ptr<Platform> platform;
};

int take_break(Run *run, const char *value)
{
    static const struct {
        const char *name;
        Fault fault;
    } kinds[] = {{"drop", Fault::Drop},
                 {"duplicate", Fault::Duplicate},
                 {"withdraw", Fault::Withdraw},
                 {"unstable", Fault::Unstable}};
    const char *at = std::strchr(value, '@');
    for (const auto &kind : kinds) {
        if (at != nullptr && std::string(value, at) == kind.name &&
            cosim_count_read(at + 1, &run->seeded.step) == COSIM_DECIMAL_OK) {
            run->seeded.fault = kind.fault;
            return CLI_OK;
        }
    }
    return cosim_cli_usage_error(
        "--break %s: give drop, duplicate, withdraw or unstable, and a step, as "
        "drop@100",
        value);
}

int take(void *context, int option, const char *value)
{
    Run *run = static_cast<Run *>(context);
    uint64_t number;
    switch (option) {
    case kVcd:
        if (std::strlen(value) < 5 || std::strcmp(value + std::strlen(value) - 4, ".vcd") != 0) {
            return cosim_cli_usage_error("--vcd %s: give a name that ends in .vcd, as FILE.vcd",
                                         value);
        }
        run->vcd = value;
        return CLI_OK;
    case kStalls:
        if (cosim_count_read(value, &number) != COSIM_DECIMAL_OK || number > 95) {
            return cosim_cli_usage_error("--stalls %s: give a percentage from 0 to 95", value);
        }
        run->stalls.percent = static_cast<unsigned>(number);
        return CLI_OK;
    case kStallSeed:
        if (cosim_count_read(value, &run->stalls.seed) != COSIM_DECIMAL_OK) {
            return cosim_cli_usage_error(
                "--stall-seed %s: not a whole number; give one from 0 to 2^64-1", value);
        }
        return CLI_OK;
    default:
        return take_break(run, value);
    }
}

int open(void *, const char *name, const cosim_scenario *from, cosim_dut **dut)
{
    return open_circuit(name, from, "Verilated lif_neuron in SystemC, stalled at random", dut);
}

int check(void *context, const cosim_job *jobs, size_t count)
{
    Run *run = static_cast<Run *>(context);
    if (run->vcd != nullptr && count != 1) {
        return cosim_cli_usage_error(
            "run: --vcd is for one scenario, and here are %zu runs; give one of them", count);
    }
    if (run->seeded.fault != Fault::None && run->seeded.step >= jobs[0].scenario->steps) {
        return cosim_cli_usage_error("--break: there is no step %llu in %s; give one below %llu",
                                     static_cast<unsigned long long>(run->seeded.step),
                                     jobs[0].scenario->name,
                                     static_cast<unsigned long long>(jobs[0].scenario->steps));
    }
    std::fprintf(stderr, "stalls: %u %%, seed %llu\n", run->stalls.percent,
                 static_cast<unsigned long long>(run->stalls.seed));
    try {
        run->platform.reset(new Platform("bench", run->stalls, run->seeded));
        if (run->vcd != nullptr) {
            run->trace.reset(new Trace(run->vcd));
            run->platform->trace(*run->trace);
        }
    } catch (const std::exception &error) {
        cosim_cli_usage_error("%s", error.what());
        return CLI_UNUSABLE;
    }
    return CLI_OK;
}

int run_job(void *context, const cosim_job *job, const cosim_run_options *options,
            cosim_result *result, cosim_diag *diag)
{
    Run *run = static_cast<Run *>(context);
    try {
        run->platform->run(job, options, result);
        if (run->trace) {
            run->trace->finish();
            result->wave = strdup(run->vcd);
            result->layout = strdup(run->trace->layout().c_str());
        }
        return 0;
    } catch (const std::exception &error) {
        cosim_diag_set(diag, nullptr, "SystemC: %s", error.what());
        cosim_result_free(result);
        return -1;
    }
}

} // namespace

int run_command(int argc, char **argv)
{
    static const cosim_cli_option own[] = {
        {"vcd", "FILE.vcd", kVcd,
         "a SystemC trace, and FILE.gtkw, its GTKWave layout (one\nscenario only)"},
        {"stalls", "PERCENT", kStalls, "clocks in which valid, and ready, pause (25; 0 to 95)"},
        {"stall-seed", "N", kStallSeed, "seed of the pauses (printed; default: from the time)"},
        {"break", "KIND@STEP", kBreak,
         "a fault of the bench itself, to see it fail: drop, duplicate,\n"
         "withdraw (valid before ready) or unstable (drive)"},
        {nullptr, nullptr, 0, nullptr}};
    Run run;
    run.stalls.seed = seed_of_now();
    cosim_cli_platform platform = cosim_cli_platform();
    platform.words = {
        "lifcosim-systemc run [options] SCENARIO.yaml ...",
        "Runs each scenario in the SystemC bench: the Verilated neuron between a driver\n"
        "with random stalls and a scoreboard with the judge of lifcosim. Verdicts, files\n"
        "and exit status are those of `lifcosim run`.",
        nullptr,
        "build/systemc/q8_24/lifcosim-systemc run --stalls 50 sim/scenarios/book-triangle.yaml"};
    platform.own = own;
    platform.wave = &run.vcd;
    platform.context = &run;
    platform.take = take;
    platform.open = open;
    platform.check = check;
    platform.run = run_job;
    return cosim_cli_run_on(argc, argv, &platform);
}

} // namespace lif
