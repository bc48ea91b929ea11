// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program knows a circuit under test through one table.
 *
 * A shared object build/dut/NAME.so exports `const struct lif_dut_ops lif_dut_ops`. Behind it may
 * stand the Verilated RTL, the integer model, a faulty circuit, a netlist or somebody else's
 * neuron. Functions return 0 on success; on failure another value, with a one-line message from
 * `message`. No function prints, exits or throws. Instances are independent; one instance is used
 * by one thread at a time. */
#ifndef LIF_DUT_H
#define LIF_DUT_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "lif_fixed.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every change of this header that an older shared object would misread raises this number. */
#define LIF_DUT_ABI 5u

/* A circuit says with these what it can do. */
enum {
    LIF_DUT_SHOWS_MEMBRANE = 1u << 0, /* membrane after the reset is an output */
    LIF_DUT_SHOWS_BEFORE = 1u << 1,   /* membrane before the reset is an output */
    LIF_DUT_READS_WORDS = 1u << 2,    /* read_words returns what the circuit really has */
    LIF_DUT_INTEGER_MODEL = 1u << 3,  /* lif_integer with this format, or what its equations say,
                                         is its exact specification */
    LIF_DUT_WAVES = 1u << 4,          /* wave_open, wave_window and wave_close work */
    LIF_DUT_SAVES = 1u << 5,          /* save and restore work */
    LIF_DUT_NO_RESET = 1u << 6,       /* it is declared to have no reset: configure begins with a
                                         fresh circuit, which is all that it can do */
    LIF_DUT_IDLES = 1u << 7,          /* run puts idle clocks between steps (lif_conduct.h) */
    LIF_DUT_CHANGES_WORDS = 1u << 8   /* set_words changes words in a run */
};

typedef struct lif_dut lif_dut; /* one instance, owned by the shared object */

/* A waveform shows this of each step beside the circuit's own signals; n elements each. */
typedef struct lif_dut_view {
    const double *current_a;   /* input current [A] */
    const double *reference_v; /* guided reference after the step [V] */
    const double *bound_v;     /* its error bound [V]; INFINITY where none is known */
    const uint8_t *reference_spike, *ambiguous;
    const uint8_t *failed; /* LIF_DUT_FAILED_* of the step */
} lif_dut_view;

enum { LIF_DUT_FAILED_EXACT = 1, LIF_DUT_FAILED_BOUNDED = 2, LIF_DUT_UNEXPLAINED_SPIKE = 4 };

/* Says where a circuit broke its contract beside its steps: an output that did not stand still in
 * an idle clock, a result without a step, a value in reset. It holds the first breach, and how many
 * there are. */
typedef struct lif_dut_breach {
    uint64_t count;       /* 0: none */
    const char *quantity; /* what it is about; of the shared object, and valid while it is open */
    uint64_t step;        /* the step before which it happened, counted since configure */
    int64_t expected, observed;
} lif_dut_breach;

/* A block is n >= 1 consecutive steps. All arrays have n elements and belong to the caller. */
typedef struct lif_dut_block {
    size_t n;
    const int32_t *drive_fx;  /* in: U of each step */
    const uint32_t *hold;     /* in: H of each step, for a spike in it; NULL: constant */
    uint32_t hold_constant;   /* in: H where hold is NULL */
    int32_t *before_fx;       /* out: membrane before the reset (left alone if not shown) */
    int32_t *after_fx;        /* out: membrane after the reset (left alone if not shown) */
    uint8_t *spike;           /* out: 1 for a spike, else 0 */
    lif_dut_breach *breach;   /* in and out: the caller's, added to; NULL: nobody asks */
    const lif_dut_view *view; /* in: what a waveform shows beside the circuit; NULL: nothing */
    /* A circuit that is declared by equations has rows of words in the order of its declaration
     * (equations/declaration.h), and of the arrays above it reads drive_fx for a waveform alone and
     * writes none. For other circuits these are NULL. */
    const int64_t *inputs; /* in: a row a step, of its inputs */
    const int64_t *told;   /* in: a row a step, of its told params; NULL: those of tell */
    int64_t *outputs;      /* out: a row a step, of its outputs, each read at its clocks and within
                              its type; one that shows the spike is 1 if any phase of the step
                              spikes, and any other has its word after the last phase */
} lif_dut_block;

/* A waveform is described by this; see wave_open. */
typedef struct lif_dut_wave {
    const char *path; /* FST file */
    int clocks;       /* 0: the file's time is biological (a step is step_s); 1: clocks of 10 ns */
    double step_s;    /* [s] */
    const char *groups;   /* LIF_DUT_WAVE_GROUPS that are written, comma-separated; NULL: all */
    double rest_v, lsb_v; /* a membrane word stands for rest_v + word * lsb_v [V] */
    double threshold_v, reset_v;
    double peak_v;                    /* spikes are painted up to this; NaN: not painted */
    double drive_zero_v, drive_lsb_v; /* a drive word stands for drive_zero_v + word * drive_lsb_v
                                         [V] (wave/ranges.h) */
} lif_dut_wave;

/* The tick of a waveform is 10^power s: at least 10^5 ticks a step, or a nanosecond for clocks. */
static inline int lif_dut_wave_power(const lif_dut_wave *wave)
{
    const int power = wave->clocks ? -9 : (int)floor(log10(wave->step_s)) - 5;
    return power > 0 ? 0 : power < -15 ? -15 : power;
}

/* Returns the ticks from a step to the next: step_s, or a clock of 10 ns (for a circuit of one
 * clock a step). */
static inline double lif_dut_wave_ticks(const lif_dut_wave *wave)
{
    return wave->clocks ? 10.0 : wave->step_s * pow(10.0, -lif_dut_wave_power(wave));
}

#define LIF_DUT_WAVE_GROUPS                                                                        \
    "clock,handshake,drive,membrane,potential,observation,reference,spikes,hold,verdict,neuron"

struct lif_dut_ops {
    uint32_t abi;       /* LIF_DUT_ABI */
    uint32_t ops_bytes; /* sizeof(struct lif_dut_ops) */
    const char *name;
    const char *about;        /* one line: what it is */
    lif_format format;        /* as built; `elaborated` must agree with it */
    unsigned hold_width;      /* bits of a hold value, 1..32 */
    unsigned clocks_per_step; /* clocks from one accepted step to the next at the least, >= 1 */
    uint32_t capabilities;

    /* Makes an instance, or returns NULL with a message in error[error_bytes]. ops is this very
     * table, so that one function can serve several. */
    lif_dut *(*open)(const struct lif_dut_ops *ops, char *error, size_t error_bytes);
    void (*close)(lif_dut *dut); /* NULL is allowed */
    /* Gives the message of the last failed call; "" when none failed. It is valid until the next
     * call. */
    const char *(*message)(const lif_dut *dut);

    /* Gives the format that the elaborated circuit itself reports (its wrapper's constant
     * outputs). */
    int (*elaborated)(lif_dut *dut, lif_format *format, unsigned *hold_width);

    /* Resets the circuit with these words: its next step is step 0. Before that reset the circuit
     * runs some steps with other words, so that nothing is at its reset value by chance. A circuit
     * that has no reset begins anew instead, with its registers at values that follow from the
     * seed. The seed also chooses the idle clocks (lif_conduct.h), and what ran before does not
     * matter. The seed 0 is for experiments in great number: it puts no idle clocks, and the steps
     * before the reset follow what ran before. */
    int (*configure)(lif_dut *dut, const lif_words *words, uint64_t seed);
    /* Reads the words that the circuit has after configure (LIF_DUT_READS_WORDS). */
    int (*read_words)(lif_dut *dut, lif_words *words);
    /* Changes the words between two blocks without a reset (LIF_DUT_CHANGES_WORDS; NULL otherwise):
     * the steps from then on have them; membrane, hold and residual stay, and the initial words
     * mean nothing. */
    int (*set_words)(lif_dut *dut, const lif_words *words);

    /* Runs a block; the steps follow those of the block before. Idle clocks stand before steps that
     * their numbers and the seed choose, whatever the blocks are. */
    int (*run)(lif_dut *dut, const lif_dut_block *block);

    /* These give the size [bytes] of a saved state, save it and restore it (LIF_DUT_SAVES). A state
     * saved by one instance may be restored into another of the same circuit. */
    size_t (*state_bytes)(lif_dut *dut);
    int (*save)(lif_dut *dut, void *state);
    int (*restore)(lif_dut *dut, const void *state);

    /* These write waveforms (LIF_DUT_WAVES; NULL otherwise). wave_open may be called at any time
     * between two blocks; window switches dumping on (1, as it is after wave_open) or off (0) from
     * the next step on. */
    int (*wave_open)(lif_dut *dut, const lif_dut_wave *wave);
    int (*wave_window)(lif_dut *dut, int on);
    int (*wave_close)(lif_dut *dut);

    /* Identifies the circuit: a hash of all that it was built from and with (scripts/identity.sh),
     * which its lanes (lif_batch.h) must share; NULL for a circuit that has none. */
    const char *identity;

    /* Says by equations what a circuit computes: the text of a declaration
     * (equations/declaration.h); NULL: `format` says it. Such a circuit has the two
     * functions below, and its configure takes no words (NULL). */
    const char *equations;
    /* Gives the words of the told params, in the order of the text, for the next configure. */
    int (*tell)(lif_dut *dut, const int64_t *told);
    /* Reads the words that the circuit has at these ports after configure. */
    int (*read_told)(lif_dut *dut, int64_t *told);
};

#ifdef __cplusplus
}
#endif

#endif
