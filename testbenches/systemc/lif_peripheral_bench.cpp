// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lifcosim-systemc peripheral sends the same transactions to the peripheral with the circuit behind
// it and to the one with the integer model. Every answer must be the same: response, data,
// interrupt line, and all registers as the debugger sees them.
#include "lif_main.hpp"

#include "lif_initiator.hpp"

#include <cstdarg>
#include <cstring>

namespace lif
{

namespace
{

const char help[] =
    "usage: lifcosim-systemc peripheral [options] [SCENARIO.yaml ...]\n"
    "Random transactions to two TLM-2.0 peripherals, one with the circuit and one with\n"
    "the integer model behind the registers: both must answer alike. Then each\n"
    "scenario runs through the registers of both, and is judged.\n"
    "\n"
    "  --seed N             of the transactions (printed; default: from the time)\n"
    "  --transactions N     how many (20000)\n"
    "  --corrupt N          the model's membrane is wrong from transaction N on, to see\n"
    "                       the comparison fail\n"
    "  --help               this text\n";

struct Options {
    uint64_t seed = 0, transactions = 20000, corrupt = UINT64_MAX;
    std::vector<const char *> files;
};

// Returns 0, an exit status after complaining, or -1 after the help.
int read_options(int argc, char **argv, Options *options)
{
    for (int i = 1; i < argc; i++) {
        const struct {
            const char *name;
            uint64_t *value;
        } counts[] = {{"--seed", &options->seed},
                      {"--transactions", &options->transactions},
                      {"--corrupt", &options->corrupt}};
        bool known = false;
        if (std::strcmp(argv[i], "--help") == 0) {
            std::fputs(help, stdout);
            return -1;
        }
        for (const auto &count : counts) {
            if (std::strcmp(argv[i], count.name) == 0) {
                known = true;
                if (++i == argc || cosim_count_read(argv[i], count.value) != COSIM_DECIMAL_OK) {
                    return cosim_cli_usage_error("%s: give a whole number", count.name);
                }
                break;
            }
        }
        if (!known && argv[i][0] == '-') {
            return cosim_cli_usage_error(
                "%s: unknown option; see `lifcosim-systemc peripheral --help`", argv[i]);
        }
        if (!known) {
            options->files.push_back(argv[i]);
        }
    }
    return CLI_OK;
}

// This has both peripherals, their clock, and what is done to them.
struct Bench : sc_core::sc_module {
    sc_core::sc_clock clk;
    RtlEngine circuit;
    ModelEngine model;
    Backed by_circuit, by_model;
    const Options &options;
    int status = CLI_OK;
    std::string failure;

    Bench(sc_core::sc_module_name name, const Options &given)
        : sc_module(name), clk("clk", 10, sc_core::SC_NS), circuit("circuit"),
          model(built_format(), sc_core::sc_time(20, sc_core::SC_NS)),
          by_circuit("by_circuit", circuit), by_model("by_model", model), options(given)
    {
        circuit.clk(clk);
        SC_HAS_PROCESS(Bench);
        SC_THREAD(test);
    }

    void test()
    {
        try {
            status = std::max(check_map(by_circuit), check_map(by_model));
            status = std::max(status, compare());
            for (const char *file : options.files) {
                status = std::max(status, judge_scenario(file, by_circuit));
                status = std::max(status, judge_scenario(file, by_model));
            }
        } catch (const std::exception &error) {
            failure = error.what();
        }
        sc_core::sc_pause();
    }

    int compare();
};

int Bench::compare()
{
    Generator generator(options.seed);
    uint64_t done = 0, differences = 0, refused = 0;
    for (; done < options.transactions; done++) {
        const Transaction t = generator.next();
        if (done >= options.corrupt) {
            model.corrupt(1);
        }
        const Answer a = by_circuit.carry_out(t), b = by_model.carry_out(t);
        refused += a.status != tlm::TLM_OK_RESPONSE;
        if (!(a == b)) {
            if (++differences <= 5) {
                std::printf("transaction %llu %s\n    circuit: %s\n    model:   %s\n",
                            static_cast<unsigned long long>(done), t.text().c_str(),
                            a.text().c_str(), b.text().c_str());
            }
        }
    }
    const uint64_t steps = by_circuit.steps_taken(), spikes = by_circuit.spikes_seen();
    const bool shown = done == 0 || (steps > 0 && spikes > 0 && refused > 0);
    const bool pass = differences == 0 && shown;
    std::printf("%s    circuit and model behind the registers: %llu transactions (%llu refused), "
                "%llu steps, %llu interrupts of spikes, %llu differences\n",
                pass ? "PASS" : "FAIL", static_cast<unsigned long long>(done),
                static_cast<unsigned long long>(refused), static_cast<unsigned long long>(steps),
                static_cast<unsigned long long>(spikes),
                static_cast<unsigned long long>(differences));
    if (!shown) {
        std::printf("        nothing was shown: give more transactions\n");
    }
    return pass ? CLI_OK : CLI_NOT_PASSED;
}

} // namespace

int peripheral_command(int argc, char **argv)
{
    Options options;
    options.seed = seed_of_now();
    const int status = read_options(argc, argv, &options);
    if (status != CLI_OK) {
        return status < 0 ? CLI_OK : status;
    }
    std::fprintf(stderr, "transactions: seed %llu\n",
                 static_cast<unsigned long long>(options.seed));
    Bench bench("bench", options);
    sc_core::sc_start();
    if (!bench.failure.empty()) {
        cosim_cli_usage_error("SystemC: %s", bench.failure.c_str());
        return CLI_UNUSABLE;
    }
    return bench.status;
}

} // namespace lif
