// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The manifest of somebody else's circuit names its sources and ports, how it takes a step, and the
 * arithmetic that it declares. testbenches/foreign/README.md has every key. */
#ifndef COSIM_FOREIGN_MANIFEST_H
#define COSIM_FOREIGN_MANIFEST_H

#include "equations/declaration.h"
#include "equations/emit_verilog.h"
#include "input/tree.h"
#include "foreign/keys.h"

/* A port of the circuit; `node` is where the manifest names it. */
typedef struct cosim_pin {
    const cosim_node *node; /* NULL: no such port */
    const char *port;
    bool output;
    uint64_t stated;     /* width that the manifest states, 0: none */
    bool part;           /* bits `high` to `low` of the port */
    unsigned high, low;  /* of a part */
    unsigned width;      /* of the elaborated port, or of the part */
    unsigned port_width; /* of the whole port */
    bool is_signed;      /* of a port that is told a word; as elaborated, or as the manifest says */
    const cosim_node *sign;  /* where the manifest says it, or NULL */
    bool of_interface;       /* a port of the interface itself, not a signal in it */
    const char *word, *echo; /* equations: the wrapper's port of its word, and that which reads the
                                word of an input back, or NULL */
    const struct cosim_pin *shares; /* setup: it is this input of the equations, which has the words
                                       of setup before step 0; NULL: it is one of its own */
} cosim_pin;

typedef enum cosim_step_kind {
    COSIM_STEP_EVERY_CLOCK,
    COSIM_STEP_ENABLE,
    COSIM_STEP_HANDSHAKE,
    COSIM_STEP_COMBINATIONAL /* no clock: the wrapper keeps the state */
} cosim_step_kind;

typedef enum cosim_shows { COSIM_SHOWS_AFTER, COSIM_SHOWS_BEFORE, COSIM_SHOWS_HIDDEN } cosim_shows;

/* Calibration can find these, and a manifest for it can leave them out. */
enum {
    COSIM_KNOWS_LEAK = 1,
    COSIM_KNOWS_INPUT = 2,
    COSIM_KNOWS_ROUNDING = 4,
    COSIM_KNOWS_OVERFLOW = 8,
    COSIM_KNOWS_COMPARE = 16,
    COSIM_KNOWS_WITH = 32,
    COSIM_KNOWS_RESET = 64,
    COSIM_KNOWS_COUNTS = 128
};

/* A template has these beyond the keys of arithmetic. No key says them: calibration tries them, and
 * prints equations where they are found. All are 0 where the keys say all. */
typedef enum cosim_template_reset {
    COSIM_RESET_AS_SAID,
    COSIM_RESET_NONE,           /* a spike changes nothing */
    COSIM_RESET_NEXT_SUBTRACTS, /* the step after a spike subtracts the threshold from its result */
    COSIM_RESET_NEXT_SETS,      /* the step after a spike sets the reset word, and fires not */
    COSIM_RESET_NEXT_DECIDES    /* ... and decides as any other step */
} cosim_template_reset;

typedef enum cosim_template_held {
    COSIM_HELD_KEEPS,
    COSIM_HELD_INTEGRATES,
    COSIM_HELD_RESTS, /* at 0 */
    COSIM_HELD_LEAKS  /* without its drive */
} cosim_template_held;

typedef struct cosim_template_more {
    bool ceil;    /* what is rounded is rounded up */
    bool wide;    /* it decides on the sum before that is cut to the membrane */
    bool floored; /* the membrane is never below 0 */
    bool narrow;  /* e - v, or -v where what leaks is rounded up, is cut to the membrane */
    int gain;     /* the drive counts 2^gain times */
    int nested;   /* the leak is a shift by `nested` within one by terms[0] of the drive as well */
    bool starts_at_rest, resets_to_rest; /* the word of rest is that, too */
    cosim_template_reset reset;
    cosim_template_held held;
} cosim_template_more;

enum {
    COSIM_MANIFEST_SOURCES = 64,
    COSIM_MANIFEST_PARAMETERS = 32,
    COSIM_MANIFEST_INTERFACES = 8,
    COSIM_MANIFEST_TIES = 32,
    COSIM_LATENCY_MOST = 8,
    COSIM_SHIFT_MOST = 24
};

typedef struct cosim_setting {
    const cosim_node *node;
    const char *name, *value;
} cosim_setting;

/* A port of the circuit is an instance of this SystemVerilog interface. */
typedef struct cosim_interface {
    const cosim_node *node;
    const char *module, *name, *port; /* signals are named name.signal */
    cosim_setting parameters[COSIM_MANIFEST_PARAMETERS];
    size_t parameter_count;
} cosim_interface;

/* A port has this word in a row of `setup`. */
typedef struct cosim_setup_word {
    int told;           /* the word of this told param; -1: number */
    unsigned low, bits; /* of that word: its bits from `low` on; 0 bits: all */
    int64_t number;
    const cosim_node *node; /* where it stands; NULL: it is that of the row before */
} cosim_setup_word;

typedef struct cosim_manifest {
    cosim_arena *arena;
    const cosim_node *root;
    const char *path, *folder;
    const char *source; /* the bytes of the file */
    const char *name, *about, *top;
    const cosim_node *sources;  /* list */
    const cosim_node *includes; /* list, or NULL */
    cosim_setting parameters[COSIM_MANIFEST_PARAMETERS];
    size_t parameter_count;
    cosim_interface interfaces[COSIM_MANIFEST_INTERFACES];
    size_t interface_count;
    cosim_setting ties[COSIM_MANIFEST_TIES]; /* other inputs, and their values */
    cosim_pin tie_pins[COSIM_MANIFEST_TIES];
    size_t tie_count;
    cosim_setting defines[COSIM_MANIFEST_PARAMETERS];
    size_t define_count;
    const char *converted[COSIM_MANIFEST_SOURCES]; /* Verilog from VHDL, once it is elaborated */
    size_t converted_count;
    bool anywhere; /* files need not lie below the manifest's folder */
    cosim_pin clock, reset;
    bool clock_falling;                  /* a clock is counted at its falling edge */
    bool reset_high, reset_asynchronous; /* reset: no node where there is none */
    cosim_step_kind step;
    cosim_pin enable, valid, ready, result;
    bool runs; /* a clock without a step changes what follows: there is none but those of steps */
    uint64_t result_clocks; /* from a step that is taken to its result, at the least */
    cosim_pin drive, weight;
    bool drive_signed;
    cosim_pin spike;
    uint64_t spike_latency;
    cosim_pin membrane;
    cosim_shows shows;
    uint64_t membrane_width, membrane_latency;
    bool membrane_signed;
    cosim_pin state_in, state_out, count_in, count_out; /* combinational */
    cosim_pin leak, gain, threshold, reset_value, initial, rest, refractory;
    const cosim_equations
        *equations; /* what a step computes; NULL: the keys of arithmetic say so */
    const cosim_eq_declaration *declaration; /* they and what goes with them */
    cosim_eq_outside outside;                /* of the equations: the ports of clock and reset */
    cosim_pin *equation_pins;                /* and all others */
    size_t equation_pin_count;
    cosim_pin *setup_pins; /* ports that `setup` gives values before step 0 */
    size_t setup_pin_count, setup_rows;
    cosim_setup_word *setup; /* of each row, those of all its ports */
    bool *loaded;            /* of each told param: setup loads it, and no port tells it */
    int refractory_extra;    /* the word is H plus this */
    unsigned known;          /* COSIM_KNOWS_* */
    lif_format format;       /* widths: known once the design is elaborated */
    cosim_keys declared;
    cosim_template_more more;
    const struct cosim_manifest *keys; /* it before its keys became equations; NULL: they did not */
} cosim_manifest;

void cosim_manifest_free(cosim_manifest *manifest); /* NULL is allowed */

/* Gives the pins that have a port, one after the other: *i starts at 0; NULL after the last. */
cosim_pin *cosim_manifest_next_pin(cosim_manifest *manifest, size_t *i);

/* Reads a Verilog name, which may have dots in it if `dots`. Returns 0, or -1 with *diag. */
int cosim_manifest_name(const cosim_node *node, bool dots, const char **name, cosim_diag *diag);

bool cosim_manifest_is_name(const char *text, bool dots);

enum { COSIM_PORT_BYTES = 256 };

/* Reads a port ("v", "bus.v"), one bit of it ("v[7]") or some ("v[6:0]") into a pin. Returns 0, or
 * -1 with *diag at the node. */
int cosim_port_read(cosim_arena *arena, const cosim_node *node, const char *text, cosim_pin *pin,
                    cosim_diag *diag);

/* Writes it as a manifest has it. */
const char *cosim_port_name(const cosim_pin *pin, char text[COSIM_PORT_BYTES]);

/* Reads a pin from map.KEY, a port or a part of one; it may be absent without `required`. */
int cosim_manifest_pin(cosim_arena *arena, const cosim_node *map, const char *key, bool required,
                       bool output, cosim_pin *pin, cosim_diag *diag);
/* Reads a whole number of either sign, in digits. */
int cosim_manifest_word(const cosim_node *node, int64_t low, int64_t high, int64_t *word,
                        cosim_diag *diag);

#endif
