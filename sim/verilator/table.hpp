// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit exports one table of functions. verilator/dut.cpp includes this file, below struct
// lif_dut.
#ifndef LIF_VERILATED_TABLE_HPP
#define LIF_VERILATED_TABLE_HPP

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>

namespace
{

// Runs `work`, turning an exception into the message and the status of a C function.
template <typename Work> int guarded(lif_dut *dut, Work work)
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

lif_dut *dut_open(const struct lif_dut_ops *, char *error, size_t error_bytes)
{
    try {
        static const bool checked = (check_clocks(), true); // once a process
        (void)checked;
        std::unique_ptr<lif_dut> dut(new lif_dut);
        dut->by_root = takes_root();
        return dut.release();
    } catch (const std::exception &failure) {
        std::snprintf(error, error_bytes, "%s", failure.what());
        return nullptr;
    }
}

void dut_close(lif_dut *dut) { delete dut; }

const char *dut_message(const lif_dut *dut) { return dut->message.c_str(); }

int dut_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    format->state_width = dut->top->state_width_o;
    format->state_fraction = dut->top->state_fraction_o;
    format->leak_fraction = dut->top->leak_fraction_o;
    format->rounding = LIF_ROUNDING;
    format->leak_coding = LIF_LEAK_CODING;
    format->leak_digits = LIF_LEAK_DIGITS;
    *hold_width = dut->top->hold_width_o;
    return 0;
}

int dut_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    return guarded(dut, [&] { dut->configure(*words, seed); });
}

int dut_read_words(lif_dut *dut, lif_words *words)
{
    const Vlif_sim &top = *dut->top;
    words->leak_fx = leak_from_port(top.leak_o);
    words->threshold_fx = from_port(top.threshold_o);
    words->reset_fx = from_port(top.reset_o);
    words->initial_fx = from_port(top.initial_o);
    words->initial_hold = top.initial_hold_o;
    words->compare_above = top.compare_above_o;
    words->reset_by_subtract = top.reset_subtract_o;
#if defined(LIF_GAIN_PORT)
    words->gain_fx = top.gain_o;
#elif defined(LIF_GAIN_WORD)
    words->gain_fx = LIF_GAIN_WORD;
#else
    words->gain_fx = 0;
#endif
    return 0;
}

int dut_set_words(lif_dut *dut, const lif_words *words)
{
    return guarded(dut, [&] { dut->put_words(*words); });
}

int dut_run(lif_dut *dut, const lif_dut_block *block)
{
    return guarded(dut, [&] { dut->run(*block); });
}

size_t dut_state_bytes(lif_dut *dut) { return sizeof dut->counts + dut->model_bytes; }

int dut_save(lif_dut *dut, void *state)
{
    return guarded(dut, [&] { dut->save(state); });
}

int dut_restore(lif_dut *dut, const void *state)
{
    return guarded(dut, [&] { dut->restore(state); });
}

int dut_wave_open(lif_dut *dut, const lif_dut_wave *wave)
{
    return guarded(dut, [&] { dut->wave.reset(new Wave(*dut->top, *wave)); });
}

int dut_wave_window(lif_dut *dut, int on)
{
    return guarded(dut, [&] {
        if (!dut->wave) {
            throw std::runtime_error("no waveform is open");
        }
        dut->wave->on = on != 0;
    });
}

int dut_wave_close(lif_dut *dut)
{
    return guarded(dut, [&] { dut->wave.reset(); });
}

} // namespace

extern "C" __attribute__((visibility("default"))) const struct lif_dut_ops lif_dut_ops = {
    LIF_DUT_ABI,
    sizeof(struct lif_dut_ops),
    LIF_NAME,
    "Verilated " LIF_TOP_ABOUT,
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_ROUNDING, LIF_LEAK_CODING,
     LIF_LEAK_DIGITS},
    LIF_HOLD_WIDTH,
    kClocksPerStep,
    LIF_SHOWS | kSaves | LIF_DUT_WAVES | (kIdles ? LIF_DUT_IDLES : 0) |
        (kResets ? 0 : LIF_DUT_NO_RESET) | (kChangesWords ? LIF_DUT_CHANGES_WORDS : 0),
    dut_open,
    dut_close,
    dut_message,
    dut_elaborated,
    dut_configure,
    dut_read_words,
    kChangesWords ? dut_set_words : nullptr,
    dut_run,
    dut_state_bytes,
    dut_save,
    dut_restore,
    dut_wave_open,
    dut_wave_window,
    dut_wave_close,
    LIF_DECLARED,
    LIF_IDENTITY,
};

#endif
