// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A Verilated core is reset, and written and read back through its port, as rtl/core_map.txt has
// it: included by verilator/core.cpp, below struct lif_core_dut.
#ifndef LIF_VERILATED_CORE_CONFIG_HPP
#define LIF_VERILATED_CORE_CONFIG_HPP

#include <cstdint>
#include <stdexcept>
#include <string>

lif_core_dut::lif_core_dut()
{
    context.reset(new VerilatedContext);
    context->threads(1);
    context->randReset(2); // RAM and registers without an initial value have any
    context->randSeed(static_cast<int>(LIF_CONDUCT_SEED));
    top.reset(new Vlif_core(context.get(), ""));
    top->clk_i = 0;
    top->rst_ni = 0;
    top->cfg_valid_i = 0;
    top->ev_valid_i = 0;
    top->tick_valid_i = 0;
    top->out_ready_i = 0;
    top->eval();
}

// A clock: the inputs are set, and the clock is low before and after. The core does nothing at the
// falling edge, and none of its outputs depends on an input in the same clock. So where the clock
// is all that triggers anything (sim/cores.mk), the root needs no look at its triggers: it is told
// of the rising edge.
template <bool kRoot> inline void lif_core_dut::edge()
{
#ifdef LIF_ONE_TRIGGER
    if (kRoot) {
        core_known_edge(top->rootp, &clock);
        clocks++;
        return;
    }
#endif
    clock = CoreClock::any;
    top->clk_i = 1;
    top->eval();
    top->clk_i = 0;
    top->eval();
    clocks++;
}

// Some clocks, while nobody changes an input: at least one and at most `most`, and none after one
// that shows anything.
template <bool kRoot> inline void lif_core_dut::edges(uint64_t most)
{
#ifdef LIF_ONE_TRIGGER
    if (kRoot) {
        clocks += core_known_edges(top->rootp, &clock, static_cast<unsigned>(most));
        return;
    }
#endif
    (void)most;
    edge<kRoot>();
}

void lif_core_dut::reset()
{
    top->cfg_valid_i = 0;
    top->ev_valid_i = 0;
    top->tick_valid_i = 0;
    top->out_ready_i = 0;
    top->rst_ni = 0;
    edge();
    edge();
    top->rst_ni = 1;
    for (int waited = 0; top->busy_o; waited++) {
        if (waited == kPatience) {
            throw std::runtime_error("busy_o stays high after the reset");
        }
        edge();
    }
    if (top->flags_o != 0 || top->saturated_o || top->out_valid_o || top->seen_valid_o) {
        throw std::runtime_error("a flag, a spike or an observation is there after the reset");
    }
}

namespace
{

[[noreturn]] inline void refuses(const char *what, uint32_t address)
{
    char text[96];
    std::snprintf(text, sizeof text, "%s of address 0x%08x is refused or not answered", what,
                  static_cast<unsigned>(address));
    throw std::runtime_error(text);
}

} // namespace

// Writes follow each other in every clock; each is answered some clocks later.
void lif_core_dut::write(uint32_t address, uint32_t data)
{
    top->cfg_valid_i = 1;
    top->cfg_write_i = 1;
    top->cfg_addr_i = address;
    top->cfg_data_i = data ^ mask;
    edge();
    top->cfg_valid_i = 0;
    watch_writes(address);
}

// The answer to a write is there while later ones are given: the address is then about right.
void lif_core_dut::watch_writes(uint32_t address)
{
    if (top->cfg_valid_o && top->cfg_error_o) {
        refuses("a write at or before the one", address);
    }
}

void lif_core_dut::end_writes(uint32_t address)
{
    for (int i = 0; i < kAnswerClocks; i++) {
        edge();
        watch_writes(address);
    }
}

uint32_t lif_core_dut::read(uint32_t address)
{
    top->cfg_valid_i = 1;
    top->cfg_write_i = 0;
    top->cfg_addr_i = address;
    edge();
    top->cfg_valid_i = 0;
    for (int i = 0; i < kAnswerClocks; i++) {
        edge();
    }
    if (!top->cfg_valid_o || top->cfg_error_o) {
        refuses("a read", address);
    }
    return top->cfg_data_o;
}

// `word` is the address of that word of the first neuron.
void lif_core_dut::write_neuron(unsigned i, uint32_t word, uint32_t data)
{
    write(word + i * LIF_CORE_REG_NEURON_BYTES, data);
}

uint32_t lif_core_dut::read_neuron(unsigned i, uint32_t word)
{
    return read(word + i * LIF_CORE_REG_NEURON_BYTES);
}

namespace
{

// Fields of the map, put together and taken apart.
#define LIF_CORE_PUT(field, value)                                                                 \
    (static_cast<uint32_t>(value) << LIF_CORE_##field##_SHIFT & LIF_CORE_##field##_MASK)
#define LIF_CORE_GET(field, word) (((word)&LIF_CORE_##field##_MASK) >> LIF_CORE_##field##_SHIFT)

constexpr uint32_t kWeightMask = 0xffffffffu >> (32 - LIF_CORE_WEIGHT_WIDTH);

inline uint32_t mode_of(const lif_core_words &w)
{
    return LIF_CORE_PUT(MODE_SHIFT_0, w.weight_shift[0]) |
           LIF_CORE_PUT(MODE_SHIFT_1, w.weight_shift[1]) |
           LIF_CORE_PUT(MODE_NOISE_SHIFT, w.noise_shift) | LIF_CORE_PUT(MODE_ABOVE, w.above) |
           LIF_CORE_PUT(MODE_SUBTRACT, w.subtract) | LIF_CORE_PUT(MODE_FREEZE, w.freeze) |
           LIF_CORE_PUT(MODE_NOISY, w.noisy) | LIF_CORE_PUT(MODE_HOLD, w.hold);
}

// The rows of an image are those of the core, but that it may have fewer inputs.
inline unsigned row_of(const lif_core_image &image, unsigned row)
{
    return row < image.inputs ? row : kNeurons + row - image.inputs;
}

inline uint32_t group_address(unsigned row, unsigned group)
{
    return LIF_CORE_REG_WEIGHTS + (row * kGroups + group) * LIF_CORE_REG_WEIGHT_BYTES;
}

} // namespace

void lif_core_dut::write_words(const lif_core_image &image)
{
    for (unsigned i = 0; i < kNeurons; i++) {
        const lif_core_words &w = image.word[i];
        write_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_0, static_cast<uint32_t>(w.synapse_leak_fx[0]));
        write_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_1, static_cast<uint32_t>(w.synapse_leak_fx[1]));
        write_neuron(i, LIF_CORE_REG_LEAK_MEMBRANE, static_cast<uint32_t>(w.leak_fx));
        write_neuron(i, LIF_CORE_REG_LEAK_ADAPTATION, static_cast<uint32_t>(w.adaptation_leak_fx));
        write_neuron(i, LIF_CORE_REG_THRESHOLD, static_cast<uint32_t>(w.threshold_fx));
        write_neuron(i, LIF_CORE_REG_DRIVE, static_cast<uint32_t>(w.drive_fx));
        write_neuron(i, LIF_CORE_REG_RESET, static_cast<uint32_t>(w.reset_fx));
        write_neuron(i, LIF_CORE_REG_JUMP, static_cast<uint32_t>(w.jump_fx));
        write_neuron(i, LIF_CORE_REG_MODE, mode_of(w));
    }
    for (unsigned row = 0; row < 2 * kNeurons; row++) { // rows that the image does not have are 0
        const unsigned input = row < kNeurons ? row : image.inputs + row - kNeurons;
        const bool there = row >= kNeurons || row < image.inputs;
        const lif_core_row source = there ? image.row[input] : lif_core_row();
        write(LIF_CORE_REG_SOURCE + row * LIF_CORE_REG_ROW_BYTES,
              LIF_CORE_PUT(SOURCE_DELAY, source.delay) |
                  LIF_CORE_PUT(SOURCE_RECEPTOR, source.receptor));
        for (unsigned group = 0; group < kGroups; group++) {
            uint32_t data = 0;
            for (unsigned lane = 0; there && lane < kLanes; lane++) {
                const size_t at = static_cast<size_t>(input) * kNeurons + group * kLanes + lane;
                data |= (static_cast<uint32_t>(image.weight_fx[at]) & kWeightMask)
                        << lane * LIF_CORE_WEIGHT_WIDTH;
            }
            write(group_address(row, group), data);
        }
    }
}

void lif_core_dut::write_states(const lif_core_image &image)
{
    for (unsigned i = 0; i < kNeurons; i++) {
        write_neuron(i, LIF_CORE_REG_X, static_cast<uint32_t>(image.word[i].initial_fx));
        write_neuron(i, LIF_CORE_REG_HOLD_LEFT, image.word[i].initial_hold);
    }
    write(LIF_CORE_REG_SEED, image.seed);
    end_writes(LIF_CORE_REG_SEED);
}

void lif_core_dut::read_back(lif_core_image &image)
{
    for (unsigned i = 0; i < kNeurons; i++) {
        lif_core_words &w = image.word[i];
        const uint32_t mode = read_neuron(i, LIF_CORE_REG_MODE);
        const auto state = [&](uint32_t word) {
            return static_cast<int32_t>(read_neuron(i, word));
        };
        w.synapse_leak_fx[0] = read_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_0);
        w.synapse_leak_fx[1] = read_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_1);
        w.leak_fx = read_neuron(i, LIF_CORE_REG_LEAK_MEMBRANE);
        w.adaptation_leak_fx = read_neuron(i, LIF_CORE_REG_LEAK_ADAPTATION);
        w.threshold_fx = state(LIF_CORE_REG_THRESHOLD);
        w.drive_fx = state(LIF_CORE_REG_DRIVE);
        w.reset_fx = state(LIF_CORE_REG_RESET);
        w.jump_fx = state(LIF_CORE_REG_JUMP);
        w.initial_fx = state(LIF_CORE_REG_X);
        w.initial_hold = read_neuron(i, LIF_CORE_REG_HOLD_LEFT);
        w.weight_shift[0] = static_cast<uint8_t>(LIF_CORE_GET(MODE_SHIFT_0, mode));
        w.weight_shift[1] = static_cast<uint8_t>(LIF_CORE_GET(MODE_SHIFT_1, mode));
        w.noise_shift = static_cast<uint8_t>(LIF_CORE_GET(MODE_NOISE_SHIFT, mode));
        w.above = LIF_CORE_GET(MODE_ABOVE, mode) != 0;
        w.subtract = LIF_CORE_GET(MODE_SUBTRACT, mode) != 0;
        w.freeze = LIF_CORE_GET(MODE_FREEZE, mode) != 0;
        w.noisy = LIF_CORE_GET(MODE_NOISY, mode) != 0;
        w.hold = LIF_CORE_GET(MODE_HOLD, mode);
    }
    for (unsigned input = 0; input < image.inputs + kNeurons; input++) {
        const unsigned row = row_of(image, input);
        const uint32_t source = read(LIF_CORE_REG_SOURCE + row * LIF_CORE_REG_ROW_BYTES);
        image.row[input].delay = static_cast<uint8_t>(LIF_CORE_GET(SOURCE_DELAY, source));
        image.row[input].receptor = static_cast<uint8_t>(LIF_CORE_GET(SOURCE_RECEPTOR, source));
        for (unsigned group = 0; group < kGroups; group++) {
            const uint32_t data = read(group_address(row, group));
            for (unsigned lane = 0; lane < kLanes; lane++) {
                const uint32_t word = data >> lane * LIF_CORE_WEIGHT_WIDTH & kWeightMask;
                const uint32_t sign = word & (kWeightMask ^ kWeightMask >> 1);
                image.weight_fx[static_cast<size_t>(input) * kNeurons + group * kLanes + lane] =
                    static_cast<int32_t>(word | (0u - sign));
            }
        }
    }
    image.seed = read(LIF_CORE_REG_SEED);
}

#endif
