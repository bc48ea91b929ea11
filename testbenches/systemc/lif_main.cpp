// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lifcosim-systemc has the SystemC benches. Its exit status is as that of lifcosim: 0 all pass, 1
// one does not, 2 wrong input, 3 the simulation could not be used.
#include "lif_main.hpp"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <systemc>
#include <time.h>

static const char help[] =
    "lifcosim-systemc: the neuron in SystemC, judged\n"
    "\n"
    "  lifcosim-systemc run [options] SCENARIO.yaml ...   a scenario, clock by clock\n"
    "  lifcosim-systemc peripheral [options]              memory-mapped (TLM-2.0): circuit = "
    "model\n"
    "  lifcosim-systemc network [options] ring|chain      several neurons, each judged\n"
    "\n"
    "Each subcommand explains itself with --help.\n";

uint64_t lif::seed_of_now()
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<uint64_t>(now.tv_sec) * 1000 + static_cast<uint64_t>(now.tv_nsec) / 1000000;
}

static int command(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {{"run", lif::run_command},
                    {"peripheral", lif::peripheral_command},
                    {"network", lif::network_command}};
    if (argc < 2 || std::strcmp(argv[1], "--help") == 0) {
        std::fputs(help, argc < 2 ? stderr : stdout);
        return argc < 2 ? CLI_WRONG_INPUT : CLI_OK;
    }
    for (const auto &known : commands) {
        if (std::strcmp(argv[1], known.name) == 0) {
            return known.run(argc - 1, argv + 1);
        }
    }
    return cosim_cli_usage_error("%s: unknown subcommand; `lifcosim-systemc --help` lists them",
                                 argv[1]);
}

// The library says who made it before sc_main, on standard error, unless it is told not to.
__attribute__((constructor)) static void be_quiet()
{
    setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 0);
}

int sc_main(int argc, char **argv)
{
    int status;
    if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) {
        return CLI_UNUSABLE;
    }
    // The library's own remarks, as the unit of a trace; errors are exceptions.
    sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    try {
        status = command(argc, argv);
    } catch (const std::exception &error) {
        cosim_cli_usage_error("SystemC: %s", error.what());
        status = CLI_UNUSABLE;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        cosim_cli_usage_error("standard output could not be written; not all verdicts arrived");
        status = CLI_UNUSABLE;
    }
    return status;
}
