// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The table of a Verilated core: included by verilator/core.cpp, below its functions.
#ifndef LIF_VERILATED_CORE_TABLE_HPP
#define LIF_VERILATED_CORE_TABLE_HPP

namespace
{

template <typename Work> int guarded(lif_core_dut *dut, Work work)
{
    try {
        work();
        return 0;
    } catch (const std::exception &error) {
        dut->message = error.what();
    } catch (...) {
        dut->message = "unknown C++ exception";
    }
    return -1;
}

lif_core_dut *core_open(const lif_core_dut_ops *, char *error, size_t error_bytes)
{
    try {
        std::unique_ptr<lif_core_dut> dut(new lif_core_dut);
        const char *asked = std::getenv("LIFCOSIM_EVAL"); // as for single neurons (calls.hpp)
        const std::string eval = asked ? asked : "";
        if (eval != "public") {
            static const bool equal = core_root_equals_public(); // once a process
            if (eval == "root" && !equal) {
                throw std::runtime_error("fails with LIFCOSIM_EVAL=root: the evaluation of the "
                                         "model's root is not its public one");
            }
            dut->by_root = equal;
        }
        return dut.release();
    } catch (const std::exception &caught) {
        std::snprintf(error, error_bytes, "%s", caught.what());
    }
    return nullptr;
}
void core_close(lif_core_dut *dut) { delete dut; }
const char *core_message(const lif_core_dut *dut) { return dut->message.c_str(); }
int core_configure(lif_core_dut *dut, const lif_core_image *image, uint64_t seed)
{
    return guarded(dut, [&] { dut->configure(*image, seed); });
}
int core_read_back(lif_core_dut *dut, lif_core_image *image)
{
    return guarded(dut, [&] {
        if (image->neurons != kNeurons || image->inputs != dut->inputs) {
            throw std::runtime_error("has no image of this size; configure it first");
        }
        dut->read_back(*image);
    });
}
int core_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    return guarded(dut, [&] { dut->tick(*tick); });
}
int core_elaborated(lif_core_dut *dut, lif_core_format *format, unsigned *neurons)
{
    return guarded(dut, [&] {
        dut->reset();
        const uint32_t shape = dut->read(LIF_CORE_REG_SHAPE),
                       widths = dut->read(LIF_CORE_REG_FORMAT);
        *format = kFormat;
        format->state.state_width = LIF_CORE_GET(FORMAT_STATE_WIDTH, widths);
        format->state.leak_fraction = LIF_CORE_GET(FORMAT_LEAK_FRACTION, widths);
        format->state.rounding = LIF_CORE_GET(SHAPE_RESIDUAL, shape) ? LIF_RESIDUAL : LIF_HALF_UP;
        format->weight_width = LIF_CORE_GET(FORMAT_WEIGHT_WIDTH, widths);
        format->accumulator_width = LIF_CORE_GET(FORMAT_ACC_WIDTH, widths);
        format->hold_width = LIF_CORE_GET(SHAPE_HOLD_WIDTH, shape);
        format->delay_bits = LIF_CORE_GET(SHAPE_DELAY_BITS, shape);
        format->receptors = LIF_CORE_GET(SHAPE_RECEPTORS, shape);
        *neurons = 1u << LIF_CORE_GET(SHAPE_NEURON_BITS, shape);
    });
}

} // namespace

extern "C" __attribute__((visibility("default"))) const struct lif_core_dut_ops lif_core_dut_ops = {
    LIF_CORE_DUT_ABI,
    sizeof(struct lif_core_dut_ops),
    LIF_NAME,
    LIF_ABOUT,
    kFormat,
    kNeurons,
    kNeurons,
    LIF_CORE_SHOWS_STATE | LIF_CORE_READS_BACK | LIF_CORE_INTEGER_MODEL | LIF_CORE_TELLS_SATURATION,
    core_open,
    core_close,
    core_message,
    core_elaborated,
    core_configure,
    core_read_back,
    core_tick};

#endif
