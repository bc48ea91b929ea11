// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Most clocks of a core are alike: included by verilator/core.cpp, below the generated model.
//
// In most clocks of a tick nobody configures, nothing is walked, and only the phase of the neuron
// differs; in most of the others a row is walked. The generated evaluation of one clock asks all of
// that again and again. Here it is compiled once more for each of these kinds. That flops were
// found to have their usual values is told to the compiler, which then leaves out what such a clock
// cannot do. What the next clock is comes from the same evaluation, whose answer the compiler
// mostly knows, too: only the inputs are asked again. All other clocks take the evaluation as it
// is. core_root_equals_public() compares the two when a core is opened.
//
// The names are those that Verilator gives to the flops of rtl/. Where one of them is missing,
// because this is another circuit or another Verilator, every clock is evaluated as it is.
#ifndef LIF_VERILATED_CORE_KNOWN_HPP
#define LIF_VERILATED_CORE_KNOWN_HPP

#ifdef LIF_ONE_TRIGGER
#include <type_traits>

// Nobody configures, and no event is taken or refused.
#define LIF_CORE_QUIET(X)                                                                          \
    X(cfg_valid_i)                                                                                 \
    X(cfg_valid_o)                                                                                 \
    X(lif_core__DOT__u_config__DOT__asked_q)                                                       \
    X(lif_core__DOT__u_config__DOT__done_q)                                                        \
    X(lif_core__DOT__u_config__DOT__read_q)                                                        \
    X(lif_core__DOT__u_config__DOT__shown_q)                                                       \
    X(lif_core__DOT__cfg_read)                                                                     \
    X(lif_core__DOT__cfg_seed)                                                                     \
    X(lif_core__DOT__cfg_neuron)                                                                   \
    X(lif_core__DOT__cfg_row)                                                                      \
    X(lif_core__DOT__cfg_weight)                                                                   \
    X(lif_core__DOT__cfg_clear)                                                                    \
    X(lif_core__DOT__cfg_refused)                                                                  \
    X(lif_core__DOT__take_q)                                                                       \
    X(lif_core__DOT__refused_q)                                                                    \
    X(lif_core__DOT__walk_refused)                                                                 \
    X(lif_core__DOT__overflow)

// No neuron is on its way, nothing is taken or leaves, and the row that is walked is not too late.
#define LIF_CORE_RESTS(X)                                                                          \
    X(ev_ready_o)                                                                                  \
    X(tick_ready_o)                                                                                \
    X(out_valid_o)                                                                                 \
    X(seen_valid_o)                                                                                \
    X(lif_core__DOT__idle)                                                                         \
    X(lif_core__DOT__waits)                                                                        \
    X(lif_core__DOT__clipped)                                                                      \
    X(lif_core__DOT__acc_read)                                                                     \
    X(lif_core__DOT__u_synapse__DOT__late)                                                         \
    X(lif_core__DOT__u_neuron__DOT__valid_q)                                                       \
    X(lif_core__DOT__u_neuron__DOT__valid1_q)                                                      \
    X(lif_core__DOT__u_neuron__DOT__valid2_q)                                                      \
    X(lif_core__DOT__u_neuron__DOT__u_memory__DOT__reads)                                          \
    X(lif_core__DOT__u_neuron__DOT__u_memory__DOT__state_reads)

namespace
{

// These are the values of the state machines of rtl/lif_core.v and rtl/lif_core_synapse.v.
enum { kCoreIdle = 0, kCoreUpdate = 1, kCoreSpikes = 2, kWalkIdle = 1, kWalkWalk = 3 };

// A circuit without these names has no known clocks.
template <typename R, typename = void> struct CoreKnown {
    static constexpr bool kAny = false;
};

template <typename R>
struct CoreKnown<
    R, std::void_t<decltype(R::lif_core__DOT__state_q), decltype(R::lif_core__DOT__step_q),
                   decltype(R::lif_core__DOT__u_synapse__DOT__state_q),
                   decltype(R::lif_core__DOT__u_synapse__DOT__walked_q),
                   decltype(R::lif_core__DOT__u_synapse__DOT__summed_q)
#define LIF_CORE_TYPE(name) , decltype(R::name)
                       LIF_CORE_QUIET(LIF_CORE_TYPE) LIF_CORE_RESTS(LIF_CORE_TYPE)
#undef LIF_CORE_TYPE
                   >> {
    static constexpr bool kAny = true;

    static bool is_quiet(const R &r)
    {
#define LIF_CORE_OR(name) | r.name
        return ((r.rst_ni ^ 1) LIF_CORE_QUIET(LIF_CORE_OR)) == 0;
#undef LIF_CORE_OR
    }
    static bool updates(const R &r)
    {
        return r.lif_core__DOT__state_q == kCoreUpdate &&
               r.lif_core__DOT__u_synapse__DOT__state_q == kWalkIdle &&
               (r.lif_core__DOT__u_synapse__DOT__walked_q |
                r.lif_core__DOT__u_synapse__DOT__summed_q) == 0;
    }
    static bool walks(const R &r)
    {
#define LIF_CORE_OR(name) | r.name
        return r.lif_core__DOT__u_synapse__DOT__state_q == kWalkWalk &&
               ((r.lif_core__DOT__u_synapse__DOT__walked_q &
                 r.lif_core__DOT__u_synapse__DOT__summed_q) ^
                1 LIF_CORE_RESTS(LIF_CORE_OR)) == 0;
#undef LIF_CORE_OR
    }

    // Each of these repeats what the three above found. A value that is repeated as an assumption
    // costs no store.
    static void tell_quiet(R &r)
    {
        r.rst_ni = 1;
#define LIF_CORE_ZERO(name)                                                                        \
    if (r.name != 0)                                                                               \
        __builtin_unreachable();
        LIF_CORE_QUIET(LIF_CORE_ZERO)
#undef LIF_CORE_ZERO
    }
    static void tell_update(R &r, unsigned phase)
    {
        tell_quiet(r);
        r.lif_core__DOT__state_q = kCoreUpdate;
        r.lif_core__DOT__step_q = (r.lif_core__DOT__step_q & ~3u) | phase;
        r.lif_core__DOT__u_synapse__DOT__state_q = kWalkIdle;
        r.lif_core__DOT__u_synapse__DOT__walked_q = 0;
        r.lif_core__DOT__u_synapse__DOT__summed_q = 0;
    }
    static void tell_walk(R &r, unsigned state)
    {
        tell_quiet(r);
#define LIF_CORE_ZERO(name)                                                                        \
    if (r.name != 0)                                                                               \
        __builtin_unreachable();
        LIF_CORE_RESTS(LIF_CORE_ZERO)
#undef LIF_CORE_ZERO
        r.lif_core__DOT__state_q = state;
        r.lif_core__DOT__u_synapse__DOT__state_q = kWalkWalk;
        r.lif_core__DOT__u_synapse__DOT__walked_q = 1;
        r.lif_core__DOT__u_synapse__DOT__summed_q = 1;
    }
};

// Verilator 5.006 has the bits of a trigger as places, later releases set them.
template <typename Triggers>
inline auto raise(Triggers &triggers, int) -> decltype(triggers.set(0, true), void())
{
    triggers.set(0, true);
}
template <typename Triggers> inline void raise(Triggers &triggers, long) { triggers.at(0) = true; }

// One rising edge, without a look at the triggers.
inline void core_edge(Root *root)
{
    raise(root->__VnbaTriggered, 0);
    Vlif_core___024root___eval_nba(root);
}
__attribute__((noinline)) void core_any_edge(Root *root) { core_edge(root); }

// These return what the next clock is, if no input says otherwise: the compiler knows most of the
// answer.
template <unsigned kPhase, typename R>
__attribute__((flatten, noinline)) CoreClock core_update_edge(R *root)
{
    CoreKnown<R>::tell_update(*root, kPhase);
    core_edge(root);
    return CoreKnown<R>::is_quiet(*root) && CoreKnown<R>::updates(*root) ? CoreClock::update
                                                                         : CoreClock::any;
}
template <unsigned kState, typename R>
__attribute__((flatten, noinline)) CoreClock core_walk_edge(R *root)
{
    CoreKnown<R>::tell_walk(*root, kState);
    core_edge(root);
    return CoreKnown<R>::is_quiet(*root) && CoreKnown<R>::walks(*root) ? CoreClock::walk
                                                                       : CoreClock::any;
}

// Several clocks in a row, in which nothing comes in and nothing is shown or leaves, are compiled
// as one: what a clock leaves for the next one then need not go through memory. After each of them
// it is asked whether the next one is as it was found to be, and whether the outputs are quiet; the
// compiler knows most of these answers, too.
template <typename R> inline bool core_outputs_rest(const R &r)
{
    return (r.seen_valid_o | r.out_valid_o | r.ev_ready_o | r.tick_ready_o | (r.busy_o ^ 1)) == 0;
}
template <unsigned kPhase, typename R> inline bool core_update_step(R *root)
{
    using Known = CoreKnown<R>;
    Known::tell_update(*root, kPhase);
    core_edge(root);
    return Known::is_quiet(*root) && Known::updates(*root) && core_outputs_rest(*root) &&
           (root->lif_core__DOT__step_q & 3) == ((kPhase + 1) & 3);
}
// The four clocks from one neuron that is shown to the next one, or fewer.
constexpr unsigned kRunPhase = 1, kRunClocks = 4;
template <typename R>
__attribute__((flatten, noinline)) unsigned core_update_run(R *root, CoreClock *kind)
{
    unsigned taken = 1;
    if (core_update_step<kRunPhase>(root)) {
        taken++;
        if (core_update_step<kRunPhase + 1>(root)) {
            taken++;
            if (core_update_step<kRunPhase + 2>(root)) {
                taken++;
                core_update_step<0>(root);
            }
        }
    }
    *kind = CoreKnown<R>::is_quiet(*root) && CoreKnown<R>::updates(*root) ? CoreClock::update
                                                                          : CoreClock::any;
    return taken;
}
template <unsigned kState, typename R> inline bool core_walk_step(R *root)
{
    using Known = CoreKnown<R>;
    Known::tell_walk(*root, kState);
    core_edge(root);
    return Known::is_quiet(*root) && Known::walks(*root) && core_outputs_rest(*root) &&
           root->lif_core__DOT__state_q == kState;
}
template <unsigned kState, typename R>
__attribute__((flatten, noinline)) unsigned core_walk_run(R *root, unsigned most, CoreClock *kind)
{
    unsigned taken = 1;
    while (core_walk_step<kState>(root) && taken < most) {
        taken++;
    }
    *kind = CoreKnown<R>::is_quiet(*root) && CoreKnown<R>::walks(*root) ? CoreClock::walk
                                                                        : CoreClock::any;
    return taken;
}

// Tells what a clock of which nothing is known is.
template <typename R> inline CoreClock core_kind_of(const R &root)
{
    using Known = CoreKnown<R>;
    return !Known::is_quiet(root) ? CoreClock::any
           : Known::updates(root) ? CoreClock::update
           : Known::walks(root)   ? CoreClock::walk
                                  : CoreClock::any;
}

// Takes a clock. *kind is what the clock before found this one to be, and then what this one finds
// of the next one.
template <typename R> inline void core_known_edge(R *root, CoreClock *kind)
{
    if constexpr (CoreKnown<R>::kAny) {
        if (*kind == CoreClock::any) {
            *kind = core_kind_of(*root);
        } else if (!root->rst_ni || root->cfg_valid_i) {
            *kind = CoreClock::any;
        }
        if (*kind == CoreClock::update) {
            switch (root->lif_core__DOT__step_q & 3) {
            case 0:
                *kind = core_update_edge<0>(root);
                return;
            case 1:
                *kind = core_update_edge<1>(root);
                return;
            case 2:
                *kind = core_update_edge<2>(root);
                return;
            default:
                *kind = core_update_edge<3>(root);
                return;
            }
        }
        if (*kind == CoreClock::walk) {
            switch (root->lif_core__DOT__state_q) {
            case kCoreIdle:
                *kind = core_walk_edge<kCoreIdle>(root);
                return;
            case kCoreSpikes:
                *kind = core_walk_edge<kCoreSpikes>(root);
                return;
            default:
                break;
            }
        }
        *kind = CoreClock::any;
    }
    core_any_edge(root);
}

// Takes clocks while the inputs stay as they are: at least one and at most `most`, and none after
// one that shows anything. Returns how many.
template <typename R> inline unsigned core_known_edges(R *root, CoreClock *kind, unsigned most)
{
    if constexpr (CoreKnown<R>::kAny) {
        if (most >= kRunClocks && root->rst_ni && !root->cfg_valid_i) {
            if (*kind == CoreClock::update && (root->lif_core__DOT__step_q & 3) == kRunPhase) {
                return core_update_run(root, kind);
            }
            if (*kind == CoreClock::walk && root->lif_core__DOT__state_q == kCoreIdle) {
                return core_walk_run<kCoreIdle>(root, most, kind);
            }
            if (*kind == CoreClock::walk && root->lif_core__DOT__state_q == kCoreSpikes) {
                return core_walk_run<kCoreSpikes>(root, most, kind);
            }
        }
    }
    core_known_edge(root, kind);
    return 1;
}

} // namespace

#endif
#endif
