// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lifcosim-systemc network has two small networks of circuits. Each neuron is judged against the
// reference, driven with the currents that the spikes of the circuits gave it; the network as a
// whole is judged against plain loops over integer models, and against what it was made for.
#include "lif_main.hpp"

#include "lif_network.hpp"
#include "lif_trace.hpp"

#include <cstring>

namespace lif
{

namespace
{

const char help[] =
    "usage: lifcosim-systemc network [options] ring|chain\n"
    "Runs a network of Verilated neurons and judges every neuron of it:\n"
    "  ring    one spike travels around five neurons and comes back: an oscillator\n"
    "  chain   a feed-forward chain; from the third neuron on each needs two\n"
    "          coincident spikes, and the last one is inhibited once\n"
    "\n"
    "  --json FILE          a result for each neuron (- is standard output)\n"
    "  --vcd FILE.vcd       a SystemC trace, and FILE.gtkw, its GTKWave layout\n"
    "  --stalls PERCENT     clocks in which the network pauses (25; 0 to 95)\n"
    "  --seed N             of the pauses (printed; default: from the time)\n"
    "  --break KIND         another circuit than planned, to see it fail: delay (one\n"
    "                       connection is a step late) or weight (one is at half)\n"
    "  --help               this text\n";

struct Options {
    Stalls stalls;
    const char *json = nullptr, *vcd = nullptr, *fault = nullptr, *network = nullptr;
};

constexpr Time kStep = 0.1_ms;
constexpr unsigned kDelay = 20; // 2 ms

Parameters neuron()
{
    return Parameters(kStep)
        .tau(1_ms)
        .resistance(10_MOhm)
        .rest(-70_mV)
        .reset(-65_mV)
        .threshold(-50_mV)
        .refractory_steps(19);
}

// A spike lifts the next neuron by 25 mV, which is enough; a kick starts it.
Plan ring()
{
    Plan plan = {"ring", {}, {}, {}, 1000};
    for (unsigned i = 0; i < 5; i++) {
        plan.neurons.push_back(neuron());
        plan.connections.push_back({i, (i + 1) % 5, neuron().kick(25_mV), kDelay});
    }
    plan.injections.push_back({0, neuron().kick(25_mV), 10, 1});
    return plan;
}

// The first is driven by a constant current. From the third on, 13 mV from the neuron before and
// 13 mV from the one before that, twice as late, must come together.
Plan chain()
{
    Plan plan = {"chain", {}, {}, {}, 3000};
    for (unsigned i = 0; i < 6; i++) {
        plan.neurons.push_back(neuron());
    }
    plan.connections.push_back({0, 1, neuron().kick(25_mV), kDelay});
    for (unsigned i = 2; i < 6; i++) {
        plan.connections.push_back({i - 1, i, neuron().kick(13_mV), kDelay});
        plan.connections.push_back({i - 2, i, neuron().kick(13_mV), 2 * kDelay});
    }
    plan.injections.push_back({0, 2.6_nA, 0, plan.steps});
    plan.injections.push_back({5, -1.5_nA, 1000, 200}); // inhibition
    return plan;
}

int read_options(int argc, char **argv, Options *options)
{
    uint64_t number;
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        if (name[0] != '-') {
            if (options->network != nullptr) {
                return cosim_cli_usage_error("network: %s: one network at a time", name);
            }
            options->network = name;
            continue;
        }
        if (std::strcmp(name, "--help") == 0) {
            std::fputs(help, stdout);
            return -1;
        }
        const char *value = ++i < argc ? argv[i] : nullptr;
        if (value == nullptr) {
            return cosim_cli_usage_error("%s: unknown, or without its value; see `lifcosim-systemc "
                                         "network --help`",
                                         name);
        }
        if (std::strcmp(name, "--json") == 0) {
            options->json = value;
        } else if (std::strcmp(name, "--vcd") == 0 && std::strlen(value) > 4 &&
                   std::strcmp(value + std::strlen(value) - 4, ".vcd") == 0) {
            options->vcd = value;
        } else if (std::strcmp(name, "--break") == 0 &&
                   (std::strcmp(value, "delay") == 0 || std::strcmp(value, "weight") == 0)) {
            options->fault = value;
        } else if (std::strcmp(name, "--stalls") == 0 &&
                   cosim_count_read(value, &number) == COSIM_DECIMAL_OK && number <= 95) {
            options->stalls.percent = static_cast<unsigned>(number);
        } else if (std::strcmp(name, "--seed") != 0 ||
                   cosim_count_read(value, &options->stalls.seed) != COSIM_DECIMAL_OK) {
            return cosim_cli_usage_error(
                "%s %s: unknown, or not such a value; see `lifcosim-systemc "
                "network --help`",
                name, value);
        }
    }
    if (options->network == nullptr || (std::strcmp(options->network, "ring") != 0 &&
                                        std::strcmp(options->network, "chain") != 0)) {
        return cosim_cli_usage_error("network: give ring or chain");
    }
    return CLI_OK;
}

// ---- each neuron, judged ----

// Prepares a job without a file: the judge gets the currents that the network made.
struct NeuronJob {
    std::string name;
    cosim_scenario scenario{};
    cosim_job job{};
    char path[16] = "(network)", circuit[64];

    NeuronJob(const Plan &plan, const Cell &cell, size_t i, cosim_dut *dut)
        : name(plan.name + "-" + std::to_string(i))
    {
        std::snprintf(circuit, sizeof circuit, "%s", built_format_name());
        scenario.path = path;
        scenario.name = &name[0];
        scenario.about = scenario.source = path;
        scenario.dut = circuit;
        scenario.steps = plan.steps;
        scenario.params = cell.params();
        scenario.tolerance = 1e-3;
        job.scenario = &scenario;
        job.dut = dut;
        job.q = cell.quantised();
    }
};

void judge_neuron(const NeuronJob &job, const Cell &cell, const std::vector<Observed> &steps,
                  cosim_result *result)
{
    const cosim_run_options options = cosim_run_options();
    std::unique_ptr<cosim_scoreboard> board(new cosim_scoreboard());
    const lif_words words = cell.circuit().words();
    cosim_diag diag = cosim_diag();
    int status = 0;
    cosim_scoreboard_start(board.get(), &job.job, &options, result);
    cosim_judge_constants(&board->judge, &words);
    for (size_t n = 0; n < steps.size() && status == 0; n++) {
        const Observed &o = steps[n];
        const uint8_t spike = o.result.spike;
        cosim_judge_block block = cosim_judge_block();
        block.n = 1;
        block.current_a = &o.current_a;
        block.drive_fx = &o.drive_fx;
        block.hold_constant = lif_hold_at(&cell.params(), n);
        block.before_fx = &o.result.before_fx;
        block.after_fx = &o.result.membrane_fx;
        block.spike = &spike;
        status = cosim_scoreboard_take(board.get(), n, &block, &diag);
    }
    if (status != 0 || cosim_scoreboard_finish(board.get(), steps.size(), result, &diag) != 0) {
        throw std::runtime_error(diag.message);
    }
}

// ---- the network as a whole ----

std::vector<uint64_t> train_of(const cosim_result &result)
{
    return std::vector<uint64_t>(result.dut_spikes.steps,
                                 result.dut_spikes.steps + result.dut_spikes.count);
}

int verdict(FILE *out, bool pass, const std::string &text)
{
    std::fprintf(out, "%s    %s\n", pass ? "PASS" : "FAIL", text.c_str());
    return pass ? CLI_OK : CLI_NOT_PASSED;
}

int compare_plain(FILE *out, const Plan &plan, const std::vector<cosim_result> &results)
{
    const std::vector<std::vector<uint64_t>> plain = plain_spikes(plan);
    size_t spikes = 0, different = 0;
    for (size_t i = 0; i < results.size(); i++) {
        different += train_of(results[i]) != plain[i];
        spikes += plain[i].size();
    }
    return verdict(out, different == 0 && spikes > 0,
                   plan.name +
                       ": spikes of every neuron as in plain loops over the integer "
                       "model (" +
                       std::to_string(spikes) + " spikes, " + std::to_string(different) +
                       " neurons differ)");
}

// One spike goes around: each neuron's intervals are the sum of the delays.
int check_ring(FILE *out, const Plan &plan, const std::vector<cosim_result> &results)
{
    uint64_t period = 0;
    size_t intervals = 0, wrong = 0;
    for (const Connection &c : plan.connections) {
        period += c.delay_steps;
    }
    for (const cosim_result &result : results) {
        const std::vector<uint64_t> train = train_of(result);
        for (size_t k = 1; k < train.size(); k++) {
            intervals++;
            wrong += train[k] - train[k - 1] != period;
        }
    }
    return verdict(out, wrong == 0 && intervals >= 5 * results.size(),
                   "ring: oscillates with a period of " + std::to_string(period) + " steps (" +
                       std::to_string(intervals) + " intervals, " + std::to_string(wrong) +
                       " of another length)");
}

// Each spike of a neuron follows one of the neuron before by the delay of the connection.
int check_chain(FILE *out, const Plan &plan, const std::vector<cosim_result> &results)
{
    size_t spikes = 0, orphans = 0, mute = 0;
    for (size_t i = 1; i < results.size(); i++) {
        const std::vector<uint64_t> train = train_of(results[i]), before = train_of(results[i - 1]);
        mute += train.empty();
        for (const uint64_t step : train) {
            spikes++;
            orphans += !std::count(before.begin(), before.end(), step - kDelay);
        }
    }
    const bool inhibited =
        results[results.size() - 1].dut_spikes.count < results[results.size() - 2].dut_spikes.count;
    return verdict(out, orphans == 0 && mute == 0 && inhibited,
                   plan.name + ": " + std::to_string(spikes) + " spikes handed on, " +
                       std::to_string(orphans) + " without a cause, the last neuron " +
                       (inhibited ? "inhibited" : "not inhibited"));
}

int report(FILE *out, const Options &options, const std::vector<cosim_result> &results)
{
    cosim_diag diag = cosim_diag();
    cosim_text text;
    int status = CLI_OK;
    cosim_text_start(&text, out, false);
    for (const cosim_result &result : results) {
        cosim_text_measure(&text, result.scenario, result.dut, result.steps);
    }
    for (const cosim_result &result : results) {
        cosim_text_row(&text, &result);
        status = std::max<int>(status, result.verdict == COSIM_PASS ? CLI_OK : CLI_NOT_PASSED);
    }
    cosim_text_total(&text);
    std::fflush(out);
    if (options.json == nullptr) {
        return status;
    }
    cosim_output *output = cosim_output_open(options.json, &diag);
    if (output == nullptr) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    cosim_json json;
    cosim_report_json_begin(&json, cosim_output_file(output));
    for (const cosim_result &result : results) {
        cosim_report_json_result(&json, &result);
    }
    cosim_report_json_end(&json);
    return cosim_output_commit(output, &diag) == 0 ? status : cosim_cli_report(&diag, CLI_UNUSABLE);
}

int judge_all(const Options &options, const Plan &plan, const Network &network, cosim_dut *dut)
{
    FILE *out = options.json != nullptr && std::strcmp(options.json, "-") == 0 ? stderr : stdout;
    std::vector<std::unique_ptr<NeuronJob>> jobs;
    std::vector<cosim_result> results(plan.neurons.size());
    for (size_t i = 0; i < results.size(); i++) {
        jobs.emplace_back(new NeuronJob(plan, network.cell(i), i, dut));
        judge_neuron(*jobs[i], network.cell(i), network.observed()[i], &results[i]);
    }
    int status = report(out, options, results);
    status = std::max(status, compare_plain(out, plan, results));
    status = std::max(status, plan.name == "ring" ? check_ring(out, plan, results)
                                                  : check_chain(out, plan, results));
    for (cosim_result &result : results) {
        cosim_result_free(&result);
    }
    return status;
}

} // namespace

int network_command(int argc, char **argv)
{
    Options options;
    options.stalls.seed = seed_of_now();
    const int read = read_options(argc, argv, &options);
    if (read != CLI_OK) {
        return read < 0 ? CLI_OK : read;
    }
    std::fprintf(stderr, "stalls: %u %%, seed %llu\n", options.stalls.percent,
                 static_cast<unsigned long long>(options.stalls.seed));
    const Plan plan = std::strcmp(options.network, "ring") == 0 ? ring() : chain();
    Plan built = plan;
    if (options.fault != nullptr && std::strcmp(options.fault, "delay") == 0) {
        built.connections[2].delay_steps++;
    } else if (options.fault != nullptr) {
        built.connections[2].weight = built.connections[2].weight * 0.5;
    }
    Network network("network", built, options.stalls);
    std::unique_ptr<Trace> trace(options.vcd == nullptr ? nullptr : new Trace(options.vcd));
    if (trace) {
        network.trace(*trace);
    }
    network.run();
    if (trace) {
        trace->finish();
    }
    cosim_dut *dut = nullptr;
    int status = open_circuit(built_format_name(), nullptr,
                              "Verilated lif_neuron in a network of "
                              "SystemC",
                              &dut);
    if (status == CLI_OK) {
        status = judge_all(options, plan, network, dut);
    }
    cosim_dut_close(dut);
    return status;
}

} // namespace lif
