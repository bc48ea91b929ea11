// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated circuit behind sim/lif_dut.h: with lif_batch_verilator.cpp the only C++ that
// touches a Verilated header.
//
// Compiled as one unit with the generated model (LIF_MODEL_UNIT names a file that includes its
// sources), so that the loop over a block and eval() are optimised together. Per format it gets
// LIF_NAME, LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION and LIF_HOLD_WIDTH.

#include "lif_dut.h"

#include "verilated.h"
#include "verilated_fst_c.h"
#include "verilated_save.h"
#ifdef LIF_COVERAGE
#include "verilated_cov.h"
#include <unistd.h>
#endif
#include LIF_MODEL_UNIT

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

// Verilator's runtime is built with VL_USER_*: instead of ending the program, its errors arrive
// here and leave through the status of the call that caused them.
void vl_fatal(const char *filename, int line, const char *, const char *message)
{
    throw std::runtime_error(std::string(filename) + ":" + std::to_string(line) + ": " + message);
}
void vl_stop(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $stop");
}
void vl_finish(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $finish");
}

namespace
{

// A saved state lives in memory: the runtime's own buffer, of which one flush is the whole.
class MemorySave final : public VerilatedSerialize
{
  public:
    MemorySave() { m_isOpen = true; }
    const uint8_t *data() const { return m_bufp; }
    size_t size() const { return static_cast<size_t>(m_cp - m_bufp); }
    void rewind() { m_cp = m_bufp; }
    void flush() override
    {
        if (size() > bufferSize() - bufferInsertSize()) {
            throw std::runtime_error("the circuit's state is larger than a saved state can be");
        }
    }
};

class MemoryRestore final : public VerilatedDeserialize
{
  public:
    MemoryRestore(const void *state, size_t size)
    {
        std::memcpy(m_bufp, state, size);
        m_endp = m_bufp + size;
        m_isOpen = true;
    }
    void fill() override {} // everything is in the buffer from the start
};

// The generated model below its public wrapper: the ports as plain members, and the evaluation
// without the wrapper's bookkeeping for tracing, threads and messages.
using Root = Vlif_sim___024root;
inline void root_eval(Root &root) { Vlif_sim___024root___eval(&root); }

constexpr unsigned kSignShift = 32 - LIF_STATE_WIDTH;
constexpr uint32_t kStateMask = 0xffffffffu >> kSignShift;
constexpr unsigned kClocksPerStep = 1;
constexpr int kPatience = 1 << 16; // clocks without an answer until the handshake counts as dead

// The ports carry LIF_STATE_WIDTH bits without their sign.
inline int32_t from_port(uint32_t word)
{
    return static_cast<int32_t>(word << kSignShift) >> kSignShift;
}
inline uint32_t to_port(int64_t word) { return static_cast<uint32_t>(word) & kStateMask; }

} // namespace

// A waveform that is being written: its file, its time scale, and what turns words into mV.
struct Wave {
    VerilatedFstC file;
    lif_dut_wave given;
    double ticks_a_step; // biological time
    bool falling_edges;  // only where the clock is shown
    bool on = true;
    uint64_t last = 0;

    Wave(Vlif_sim &top, const lif_dut_wave &wave);
    double potential_mv(int32_t word) const
    {
        return 1e3 * (given.rest_v + static_cast<double>(word) * given.lsb_v);
    }
    void dump(uint64_t time)
    {
        // the writer refuses to go back, and biological time may round to the same tick
        if (on) {
            last = time > last || last == 0 ? time : last + 1;
            file.dump(last);
        }
    }
};

#ifdef LIF_COVERAGE // in the circuits of `make coverage` alone
// The coverage points of one instance, while it is still there: a file of its own in the folder
// that $LIFCOSIM_COVERAGE names.
void write_coverage(VerilatedContext &context)
{
    static unsigned number = 0;
    if (const char *folder = std::getenv("LIFCOSIM_COVERAGE")) {
        const std::string name = std::string(folder) + "/" + LIF_NAME + "-" +
                                 std::to_string(getpid()) + "-" + std::to_string(number++);
        context.coveragep()->write((name + ".dat").c_str());
    }
}
// Verilator cannot save a model that counts its coverage.
constexpr uint32_t kSaves = 0;
VerilatedSerialize &operator<<(VerilatedSerialize &out, Vlif_sim &) { return out; }
VerilatedDeserialize &operator>>(VerilatedDeserialize &in, Vlif_sim &) { return in; }
#else
constexpr uint32_t kSaves = LIF_DUT_SAVES;
#endif

struct lif_dut {
    VerilatedContext context;
    std::unique_ptr<Vlif_sim> top;
    std::unique_ptr<Wave> wave;
    MemorySave saver;
    std::string message;
    size_t model_bytes = 0;
    bool by_root = false; // run() may use root_eval: the start-up check found it equal to eval()
    struct Counts {
        uint64_t steps = 0, clocks = 0; // since configure
    } counts;

    lif_dut()
    {
        context.threads(1); // else a pool of workers, which a forked child would wait for in vain
        context.traceEverOn(true);
        top.reset(new Vlif_sim(&context, ""));
        power_on();
    }
    ~lif_dut()
    {
        wave.reset(); // closes the file while the model is there
        top->final();
#ifdef LIF_COVERAGE
        write_coverage(context);
#endif
    }

    // The first eval must see the clock low, or its rising edge is lost.
    void power_on()
    {
        top->clk_i = 0;
        top->rst_ni = 0;
        top->valid_i = 0;
        top->drive_i = 0;
        top->hold_i = 0;
        top->eval();
        saver << *top;
        model_bytes = saver.size();
    }

    inline void clock()
    {
        top->clk_i = 1;
        top->eval();
        top->clk_i = 0;
        top->eval();
    }

    void configure(const lif_words &words);
    void run(const lif_dut_block &block);
    void run_public(const lif_dut_block &block);
    void run_root(const lif_dut_block &block);
    void run_traced(const lif_dut_block &block);
    template <typename Clock>
    void run_untraced(Root &root, const lif_dut_block &block, Clock clock);
    template <typename Clock>
    static void step(Root &root, uint32_t drive, uint32_t hold, Clock clock);
    template <typename Clock> static void wait(Root &root, bool accepted, Clock clock);
    void save(void *state);
    void restore(const void *state);
    void show(const lif_dut_view &view, size_t i);
    void traced_clock(const lif_dut_view *view, size_t i);
};

void lif_dut::configure(const lif_words &words)
{
    top->leak_i = static_cast<uint64_t>(words.leak_fx);
    top->threshold_i = to_port(words.threshold_fx);
    top->reset_i = to_port(words.reset_fx);
    top->initial_i = to_port(words.initial_fx);
    top->initial_hold_i = words.initial_hold;
    top->compare_above_i = words.compare_above;
    top->reset_subtract_i = words.reset_by_subtract;
    top->valid_i = 0;
    top->rst_ni = 0;
    clock();
    clock();
    top->rst_ni = 1;
    for (int clocks = 0; !top->ready_o; clocks++) {
        if (clocks == kPatience) {
            throw std::runtime_error("ready_o stays low after the reset");
        }
        clock();
    }
    counts = Counts();
}

// One step over the handshake.
template <typename Clock>
inline void lif_dut::step(Root &root, uint32_t drive, uint32_t hold, Clock clock)
{
    const bool accepted = root.ready_o;
    root.drive_i = drive;
    root.hold_i = hold;
    root.valid_i = 1;
    clock();
    if (VL_UNLIKELY(!accepted || !root.valid_o)) {
        wait(root, accepted, clock);
    }
}

// The rest of a step that took more than one clock, whatever number it takes.
template <typename Clock>
__attribute__((noinline, cold)) void lif_dut::wait(Root &root, bool accepted, Clock clock)
{
    int clocks = 1;
    while (!accepted && ++clocks < kPatience) {
        accepted = root.ready_o;
        clock();
    }
    while (!root.valid_o && accepted && ++clocks < kPatience) {
        root.valid_i = 0;
        clock();
    }
    if (clocks >= kPatience) {
        throw std::runtime_error(accepted ? "valid_o stays low after a step was accepted"
                                          : "ready_o stays low: the circuit takes no step");
    }
}

template <typename Clock>
inline void lif_dut::run_untraced(Root &root, const lif_dut_block &block, Clock clock)
{
    const lif_dut_block b = block; // a copy: no store of the model can change it
    for (size_t i = 0; i < b.n; i++) {
        step(root, to_port(b.drive_fx[i]), b.hold ? b.hold[i] : b.hold_constant, clock);
        b.before_fx[i] = from_port(root.membrane_before_o);
        b.after_fx[i] = from_port(root.membrane_o);
        b.spike[i] = root.spike_o;
    }
    root.valid_i = 0;
    counts.steps += b.n;
    counts.clocks += b.n * kClocksPerStep;
}

__attribute__((flatten)) void lif_dut::run_public(const lif_dut_block &block)
{
    run_untraced(*top->rootp, block, [this] { clock(); });
}

__attribute__((flatten)) void lif_dut::run_root(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    run_untraced(root, block, [&root] {
        root.clk_i = 1;
        root_eval(root);
        root.clk_i = 0;
        root_eval(root);
    });
}

void lif_dut::run(const lif_dut_block &block) { by_root ? run_root(block) : run_public(block); }

// The same with a waveform: a step takes step_s of biological time, or its clocks.
void lif_dut::run_traced(const lif_dut_block &block)
{
    for (size_t i = 0; i < block.n; i++) {
        step(*top->rootp, to_port(block.drive_fx[i]),
             block.hold ? block.hold[i] : block.hold_constant,
             [&] { traced_clock(block.view, i); });
        block.before_fx[i] = from_port(top->membrane_before_o);
        block.after_fx[i] = from_port(top->membrane_o);
        block.spike[i] = top->spike_o;
        counts.steps++;
    }
    top->valid_i = 0;
}

void lif_dut::save(void *state)
{
    saver.rewind();
    saver << *top;
    std::memcpy(state, &counts, sizeof counts);
    std::memcpy(static_cast<char *>(state) + sizeof counts, saver.data(), model_bytes);
}

void lif_dut::restore(const void *state)
{
    MemoryRestore from(static_cast<const char *>(state) + sizeof counts, model_bytes);
    from >> *top;
    std::memcpy(&counts, state, sizeof counts);
}

void lif_dut::traced_clock(const lif_dut_view *view, size_t i)
{
    const double half = wave->ticks_a_step / (2.0 * kClocksPerStep);
    const double at = wave->given.clocks ? 2.0 * half * static_cast<double>(counts.clocks)
                                         : wave->ticks_a_step * static_cast<double>(counts.steps);
    const uint64_t rise = static_cast<uint64_t>(std::llround(at));
    top->clk_i = 1;
    top->eval();
    if (view) {
        show(*view, i);
    }
    wave->dump(rise);
    top->clk_i = 0;
    top->overlay_mv_i = top->reference_mv_i;
    top->eval();
    if (wave->falling_edges) {
        wave->dump(rise + static_cast<uint64_t>(half));
    }
    counts.clocks++;
}

// What the wrapper shows beside the circuit, after the edge that took step i.
void lif_dut::show(const lif_dut_view &view, size_t i)
{
    const int32_t word = from_port(top->membrane_o);
    const double membrane_mv = wave->potential_mv(word);
    const double reference_mv = 1e3 * view.reference_v[i];
    const double error_uv = 1e3 * (membrane_mv - reference_mv);
    const double bound_uv = 1e6 * view.bound_v[i];
    const bool painted = top->spike_o && !std::isnan(wave->given.peak_v);
    top->current_na_i = 1e9 * view.current_a[i];
    top->drive_mv_i = wave->potential_mv(from_port(top->drive_i));
    top->membrane_mv_i = membrane_mv;
    top->painted_mv_i = painted ? 1e3 * wave->given.peak_v : membrane_mv;
    top->threshold_mv_i = 1e3 * wave->given.threshold_v;
    top->reset_mv_i = 1e3 * wave->given.reset_v;
    top->reference_mv_i = reference_mv;
    top->overlay_mv_i = membrane_mv;
    top->error_uv_i = error_uv;
    top->bound_uv_i = bound_uv;
    top->usage_percent_i = bound_uv > 0.0 ? 100.0 * error_uv / bound_uv : 0.0;
    top->reference_spike_i = view.reference_spike[i];
    top->ambiguous_i = view.ambiguous[i];
    top->exact_ok_i = !(view.failed[i] & LIF_DUT_FAILED_EXACT);
    top->bounded_ok_i = !(view.failed[i] & LIF_DUT_FAILED_BOUNDED);
    top->explained_i = !(view.failed[i] & LIF_DUT_UNEXPLAINED_SPIKE);
    top->eval();
}

// The resolution of the file is a power of ten that divides a step into at least 10^5 ticks.
Wave::Wave(Vlif_sim &top, const lif_dut_wave &wave) : given(wave)
{
    static const char *const units[] = {"s", "ms", "us", "ns", "ps", "fs"};
    const int power = lif_dut_wave_power(&wave);
    const int unit = (-power + 2) / 3;
    std::string text = "1" + std::string(static_cast<size_t>(3 * unit + power), '0') + units[unit];
    const std::string groups = wave.groups ? wave.groups : LIF_DUT_WAVE_GROUPS;
    std::string group;

    ticks_a_step = lif_dut_wave_ticks(&wave);
    falling_edges = false;
    top.trace(&file, 99);
    file.set_time_unit(text);
    file.set_time_resolution(text);
    for (size_t at = 0; at <= groups.size(); at++) {
        if (at < groups.size() && groups[at] != ',') {
            group += groups[at];
            continue;
        }
        falling_edges = falling_edges || group == "clock" || group == "neuron";
        // the model has no name, and so its scopes begin with a separator
        file.dumpvars(99, ".lif_sim." + (group == "neuron" ? "u_neuron" : group));
        group.clear();
    }
    file.open(wave.path);
    if (!file.isOpen()) {
        throw std::runtime_error(std::string(wave.path) + ": the waveform cannot be written");
    }
}

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

// Words and drives of the start-up check: any bits that the ports can hold (xorshift64).
class RandomBits
{
  public:
    uint64_t operator()()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }

  private:
    uint64_t state = 0x9e3779b97f4a7c15u;
};

constexpr size_t kCheckSteps = 128; // of a block; a check has kCheckBlocks, each from reset
constexpr int kCheckBlocks = 16;

struct CheckedBlock {
    int32_t before_fx[kCheckSteps] = {}, after_fx[kCheckSteps] = {};
    uint8_t spike[kCheckSteps] = {};
    std::string state;

    void run(lif_dut &dut, const lif_words &words, const int32_t *drive_fx, const uint32_t *hold,
             void (lif_dut::*runs)(const lif_dut_block &))
    {
        const lif_dut_block block = {kCheckSteps, drive_fx, hold,  0,
                                     before_fx,   after_fx, spike, nullptr};
        dut.configure(words);
        (dut.*runs)(block);
        state.resize(sizeof dut.counts + dut.model_bytes);
        dut.save(&state[0]);
    }
    bool operator==(const CheckedBlock &other) const
    {
        return std::memcmp(before_fx, other.before_fx, sizeof before_fx) == 0 &&
               std::memcmp(after_fx, other.after_fx, sizeof after_fx) == 0 &&
               std::memcmp(spike, other.spike, sizeof spike) == 0 && state == other.state;
    }
};

lif_words random_words(RandomBits &bits)
{
    lif_words words = {};
    const auto state = [&] { return from_port(to_port(static_cast<int64_t>(bits()))); };
    words.leak_fx = static_cast<int64_t>(bits() % ((uint64_t{1} << LIF_LEAK_FRACTION) + 1));
    words.threshold_fx = state();
    words.reset_fx = state();
    words.initial_fx = state();
    words.initial_hold = static_cast<uint32_t>(bits() % 4);
    words.compare_above = bits() & 1;
    words.reset_by_subtract = bits() & 1;
    return words;
}

// Is root_eval what the public eval() is? Two instances of their own, the same random words, drives
// and holds: every result and the whole saved state must be equal. A circuit that fails here, as in
// its handshake, is left to the public path, which says what is wrong with it.
bool root_equals_public()
{
    if (std::getenv("LIFCOSIM_PUBLIC_EVAL")) { // to measure and to test the fallback
        return false;
    }
    try {
        lif_dut by_public, by_root;
        RandomBits bits;
        std::string start(sizeof by_public.counts + by_public.model_bytes, '\0');
        by_public.save(&start[0]); // inputs that only a waveform shows have no value yet
        by_root.restore(start.data());
        for (int i = 0; i < kCheckBlocks; i++) {
            const lif_words words = random_words(bits);
            int32_t drive_fx[kCheckSteps];
            uint32_t hold[kCheckSteps];
            for (size_t k = 0; k < kCheckSteps; k++) {
                drive_fx[k] = from_port(to_port(static_cast<int64_t>(bits())));
                hold[k] = static_cast<uint32_t>(bits() % 4);
            }
            CheckedBlock expected, observed;
            expected.run(by_public, words, drive_fx, hold, &lif_dut::run_public);
            observed.run(by_root, words, drive_fx, hold, &lif_dut::run_root);
            if (!(expected == observed)) {
                return false;
            }
        }
        return true;
    } catch (const std::exception &) {
        return false;
    }
}

lif_dut *dut_open(const struct lif_dut_ops *, char *error, size_t error_bytes)
{
    try {
        static const bool root_is_sound = root_equals_public(); // once a process
        std::unique_ptr<lif_dut> dut(new lif_dut);
        dut->by_root = root_is_sound;
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
    format->rounding = LIF_HALF_UP;
    *hold_width = dut->top->hold_width_o;
    return 0;
}

int dut_configure(lif_dut *dut, const lif_words *words)
{
    return guarded(dut, [&] { dut->configure(*words); });
}

int dut_read_words(lif_dut *dut, lif_words *words)
{
    const Vlif_sim &top = *dut->top;
    words->leak_fx = static_cast<int64_t>(top.leak_o);
    words->threshold_fx = from_port(top.threshold_o);
    words->reset_fx = from_port(top.reset_o);
    words->initial_fx = from_port(top.initial_o);
    words->initial_hold = top.initial_hold_o;
    words->compare_above = top.compare_above_o;
    words->reset_by_subtract = top.reset_subtract_o;
    return 0;
}

int dut_run(lif_dut *dut, const lif_dut_block *block)
{
    return guarded(dut, [&] { dut->wave ? dut->run_traced(*block) : dut->run(*block); });
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
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_HALF_UP},
    LIF_HOLD_WIDTH,
    kClocksPerStep,
    LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL |
        kSaves | LIF_DUT_WAVES,
    dut_open,
    dut_close,
    dut_message,
    dut_elaborated,
    dut_configure,
    dut_read_words,
    dut_run,
    dut_state_bytes,
    dut_save,
    dut_restore,
    dut_wave_open,
    dut_wave_window,
    dut_wave_close,
};
