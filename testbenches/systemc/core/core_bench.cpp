// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lifcosim-systemc-core NETWORK.yaml judges a network on the core in SystemC
// (systemc/lif_core_sc.hpp): its words, events and ticks go through the sockets, and the judge of
// `lifcosim run` sees what comes back. The verdict and the report are those of lifcosim run.
// --spikes FILE writes the circuit's spikes as population, neuron, tick. --slow takes a spike in
// more clocks than the core needs until the next one. --break event loses an event of each tick on
// its way, to see it fail.
//
// Status: 0 PASS, 1 no pass, 2 wrong input, 3 the core cannot be used.
#include "../c_side.hpp"

#include "systemc/lif_core_sc.hpp"

extern "C" {
#include "circuit/core_map.h"
#include "circuit/core_words.h"
#include "network/finish.h"
#include "network/read.h"
#include "report/network_text.h"
#include "run/network_run.h"
}

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{

constexpr lif_core_format kFormat = {{24, 18, 24, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                     LIF_CORE_WEIGHT_WIDTH,
                                     LIF_CORE_ACC_WIDTH,
                                     LIF_CORE_HOLD_WIDTH,
                                     LIF_CORE_DELAY_BITS,
                                     LIF_CORE_HAS};
constexpr unsigned kNeurons = 1u << LIF_CORE_NEURON_BITS;
constexpr int kSlow = 1; // us, 100 clocks: more than a core of 16 neurons walks

} // namespace

// The core as the judge knows one: behind the initiators of the bench.
struct lif_core_dut : public sc_core::sc_module, public tlm::tlm_analysis_if<lif::Shown> {
    sc_core::sc_clock clk;
    lif::CoreTarget target;
    tlm_utils::simple_initiator_socket<lif_core_dut> config, events;
    tlm_utils::simple_target_socket<lif_core_dut> spikes;
    const char *path, *spikes_path;
    bool slow = false;  // takes a spike in kSlow
    bool loses = false; // an event of each tick, which the judge must see
    int status = CLI_UNUSABLE;
    cosim_core_map map{};
    std::vector<uint32_t> room;
    unsigned inputs = 0;
    lif_core_tick *tick = nullptr;
    std::string failure;

    lif_core_dut(sc_core::sc_module_name name, const char *path_, const char *spikes_path_)
        : sc_module(name), clk("clk", 10, sc_core::SC_NS), target("target", 24), config("config"),
          events("events"), spikes("spikes"), path(path_), spikes_path(spikes_path_),
          room(2 * kNeurons)
    {
        target.clk(clk);
        config.bind(target.config);
        events.bind(target.events);
        target.spikes.bind(spikes);
        target.shown.bind(*this);
        spikes.register_b_transport(this, &lif_core_dut::take_spike);
        SC_HAS_PROCESS(lif_core_dut);
        SC_THREAD(judge);
        set_stack_size(4 << 20);
    }

    int send(tlm_utils::simple_initiator_socket<lif_core_dut> &socket, bool write, uint32_t address,
             uint32_t *words, unsigned count);
    void write(const lif::Shown &shown) override;
    void take_spike(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
    void judge();
    int run(cosim_network *network);
};

int lif_core_dut::send(tlm_utils::simple_initiator_socket<lif_core_dut> &socket, bool write,
                       uint32_t address, uint32_t *words, unsigned count)
{
    tlm::tlm_generic_payload payload;
    sc_core::sc_time delay = sc_core::SC_ZERO_TIME;
    payload.set_command(write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
    payload.set_address(address);
    payload.set_data_ptr(reinterpret_cast<unsigned char *>(words));
    payload.set_data_length(4 * count);
    payload.set_streaming_width(4 * count);
    try {
        socket->b_transport(payload, delay);
    } catch (const std::exception &error) {
        failure = error.what();
        return -1;
    }
    if (payload.get_response_status() != tlm::TLM_OK_RESPONSE) {
        failure = "an access is refused: " + payload.get_response_string();
        return -1;
    }
    return 0;
}

void lif_core_dut::write(const lif::Shown &s)
{
    if (tick == nullptr || s.neuron >= kNeurons) {
        return;
    }
    const lif_core_seen &seen = *tick->seen;
    tick->shown[s.neuron] += tick->shown[s.neuron] < 255;
    seen.synapse_fx[0][s.neuron] = s.s0;
    if (LIF_CORE_HAS == 2) {
        seen.synapse_fx[1][s.neuron] = s.s1;
    }
    seen.adaptation_fx[s.neuron] = s.a;
    seen.before_fx[s.neuron] = s.before;
    seen.after_fx[s.neuron] = s.after;
    seen.spike[s.neuron] = s.spike;
}

void lif_core_dut::take_spike(tlm::tlm_generic_payload &payload, sc_core::sc_time &)
{
    uint32_t neuron;
    std::memcpy(&neuron, payload.get_data_ptr(), 4);
    if (tick != nullptr && tick->spike_count++ < kNeurons) {
        tick->spikes[tick->spike_count - 1] = neuron;
    }
    if (slow) {
        sc_core::wait(kSlow, sc_core::SC_US);
    }
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
}

// ---- the table ----

namespace
{

int map_write(void *context, uint32_t address, const uint32_t *words, unsigned count)
{
    auto *dut = static_cast<lif_core_dut *>(context);
    std::vector<uint32_t> data(words, words + count);
    return dut->send(dut->config, true, address, data.data(), count);
}

int map_read(void *context, uint32_t address, uint32_t *words, unsigned count)
{
    auto *dut = static_cast<lif_core_dut *>(context);
    return dut->send(dut->config, false, address, words, count);
}

int reset(lif_core_dut *dut)
{
    uint32_t any = 1;
    return dut->send(dut->events, true, 8, &any, 1);
}

int core_elaborated(lif_core_dut *dut, lif_core_format *format, unsigned *neurons)
{
    if (cosim_core_map_elaborated(&dut->map) != 0) {
        return -1;
    }
    *format = dut->map.format;
    *neurons = dut->map.neurons;
    return 0;
}

// A tick with the words, and a reset: nothing is at its start by chance.
int core_configure(lif_core_dut *dut, const lif_core_image *image, uint64_t)
{
    uint32_t word = 0;
    dut->inputs = image->inputs;
    return reset(dut) != 0 || cosim_core_map_write(&dut->map, image) != 0 ||
                   dut->send(dut->events, true, 0, &word, 1) != 0 ||
                   dut->send(dut->events, true, 4, &word, 1) != 0 || reset(dut) != 0
               ? -1
               : cosim_core_map_write_states(&dut->map, image);
}

int core_read_back(lif_core_dut *dut, lif_core_image *image)
{
    return cosim_core_map_read(&dut->map, image);
}

int core_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    uint32_t flags = 0;
    tick->spike_count = 0;
    tick->clocks = 0;
    std::memset(tick->shown, 0, kNeurons);
    dut->tick = tick;
    int status = 0;
    for (size_t e = dut->loses; e < tick->event_count && status == 0; e++) {
        uint32_t row = tick->events[e] < dut->inputs ? tick->events[e] : kNeurons;
        status = dut->send(dut->events, true, 0, &row, 1);
    }
    status = status != 0 ? status : dut->send(dut->events, true, 4, &flags, 1);
    dut->tick = nullptr;
    status = status != 0 ? status : dut->send(dut->events, false, 0, &flags, 1);
    tick->flags = ((flags & 16u) != 0 ? uint32_t{LIF_CORE_SATURATED} : 0u) |
                  ((flags & 2u) != 0 ? uint32_t{LIF_CORE_OVERFLOWED} : 0u) |
                  ((flags & 4u) != 0 ? uint32_t{LIF_CORE_REFUSED_EVENT} : 0u);
    uint32_t clear = flags & 15;
    return status == 0 && clear != 0 ? dut->send(dut->config, true, 0x0c, &clear, 1) : status;
}

const lif_core_dut_ops kOps = {LIF_CORE_DUT_ABI,
                               sizeof(lif_core_dut_ops),
                               "systemc",
                               "lif_core in SystemC, behind sockets of TLM-2.0",
                               kFormat,
                               kNeurons,
                               kNeurons,
                               LIF_CORE_SHOWS_STATE | LIF_CORE_READS_BACK | LIF_CORE_INTEGER_MODEL |
                                   LIF_CORE_TELLS_SATURATION,
                               nullptr,
                               nullptr,
                               [](const lif_core_dut *dut) { return dut->failure.c_str(); },
                               core_elaborated,
                               core_configure,
                               core_read_back,
                               core_tick};

int write_spikes(const char *path, const cosim_network *n, const cosim_network_result &result)
{
    cosim_diag diag;
    cosim_output *output = cosim_output_open(path, &diag);
    if (output == nullptr) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    std::fputs("population,neuron,tick\n", cosim_output_file(output));
    for (size_t k = 0; k < result.circuit.kept; k++) {
        const cosim_spike &spike = result.circuit.spike[k];
        for (size_t p = 0; p < n->population_count; p++) {
            const cosim_network_group &g = n->population[p];
            if (spike.neuron >= g.first && spike.neuron < g.first + g.count) {
                std::fprintf(cosim_output_file(output), "%s,%u,%llu\n", g.name,
                             spike.neuron - g.first, static_cast<unsigned long long>(spike.tick));
            }
        }
    }
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

} // namespace

// ---- the judge, in a thread of SystemC ----

int lif_core_dut::run(cosim_network *network)
{
    cosim_network_job job = cosim_network_job();
    cosim_network_result result = cosim_network_result();
    const cosim_network_options options = cosim_network_options();
    cosim_diag diag = cosim_diag();
    lif_error error = lif_error();
    int end = CLI_UNUSABLE;
    job.network = network;
    job.format = kFormat;
    job.neurons = job.inputs = kNeurons;
    job.dut.ops = kOps;
    job.dut.instance = this;
    std::snprintf(job.name, sizeof job.name, "systemc");
    if (cosim_network_finish(network, &kFormat, kNeurons, kNeurons, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    job.net = network->net;
    if (cosim_core_quantise(&job.net, &kFormat, &job.image, &job.losses, &error) != LIF_OK) {
        return cosim_cli_usage_error("%s: %s", path, error.message);
    }
    if (cosim_network_run(&job, &options, &result, &diag) != 0) {
        end = cosim_cli_report(&diag, CLI_UNUSABLE);
    } else {
        const cosim_network_outcome outcome = {&job, &result};
        cosim_network_report(&outcome, stdout);
        end = result.verdict == COSIM_PASS ? CLI_OK : CLI_NOT_PASSED;
        if (spikes_path != nullptr) {
            end = std::max(end, write_spikes(spikes_path, network, result));
        }
        cosim_network_result_free(&result);
    }
    cosim_core_image_free(&job.image);
    return end;
}

void lif_core_dut::judge()
{
    cosim_network_choices choices = cosim_network_choices();
    cosim_network *network = nullptr;
    cosim_diag diag = cosim_diag();
    map.write = map_write;
    map.read = map_read;
    map.context = this;
    map.format = kFormat;
    map.words = room.data();
    if (cosim_network_read(path, &choices, &network, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_WRONG_INPUT);
    } else {
        status =
            reset(this) != 0 || cosim_core_map_elaborated(&map) != 0
                ? (cosim_cli_usage_error("the core does not say what it is: %s", failure.c_str()),
                   static_cast<int>(CLI_UNUSABLE))
                : run(network);
        cosim_network_free(network);
    }
    sc_core::sc_stop();
}

int sc_main(int argc, char **argv)
{
    const char *spikes = nullptr, *path = nullptr;
    bool slow = false, loses = false, wrong = argc < 2;
    for (int i = 1; i < argc; i++) {
        const std::string word = argv[i], value = i + 1 < argc ? argv[i + 1] : "";
        if (word == "--spikes" && i + 1 < argc) {
            spikes = argv[++i];
        } else if (word == "--slow") {
            slow = true;
        } else if (word == "--break" && value == "event") {
            loses = true;
            i++;
        } else {
            wrong = wrong || path != nullptr || word[0] == '-';
            path = argv[i];
        }
    }
    if (wrong || path == nullptr) {
        return cosim_cli_usage_error(
            "usage: lifcosim-systemc-core [--spikes FILE] [--slow] [--break event] NETWORK.yaml");
    }
    sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    lif_core_dut bench("bench", path, spikes);
    bench.slow = slow;
    bench.loses = loses;
    sc_core::sc_start();
    return bench.status;
}

// The library says who made it before sc_main, on standard error, unless it is told not to.
__attribute__((constructor)) static void be_quiet()
{
    setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 0);
}
