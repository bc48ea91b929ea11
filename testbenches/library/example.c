// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A bench in C: cc example.c $(pkg-config --cflags --libs lifcosim) && ./a.out SCENARIO.yaml
 * The circuit under test is a line of C here; put yours in its place. */
#include <lifcosim.h>
#include <stdio.h>

static int good(lifcosim *j, int status)
{
    return status == LIFCOSIM_OK ? 1 : (fprintf(stderr, "%s\n", lifcosim_error(j)), 0);
}

int main(int argc, char **argv)
{
    const lifcosim_circuit_info circuit = {
        .name = "mine", .format = "16/12/16", .shows = LIFCOSIM_SHOWS_MEMBRANE};
    lifcosim *j = lifcosim_new();
    lifcosim_port_words w;
    int verdict = LIFCOSIM_OPEN, left = 0;
    int32_t membrane = 0, drive;
    uint32_t hold;
    if (argc != 2 || !good(j, lifcosim_read(j, argv[1], NULL, 0)) ||
        !good(j, lifcosim_circuit(j, &circuit)) || !good(j, lifcosim_words(j, &w)))
        return 2;
    membrane = w.initial;
    left = (int)w.initial_hold;
    while (lifcosim_done(j) < lifcosim_steps(j) && good(j, lifcosim_drives(j, 1, &drive, &hold))) {
        uint8_t spike = 0;
        if (left > 0) {
            left--;
        } else { /* the leak is a product, rounded half-up */
            membrane += (int32_t)((w.leak * (drive - membrane) + (1 << 15)) >> 16);
            spike = w.compare_above ? membrane > w.threshold : membrane >= w.threshold;
            left = spike ? (int)hold : 0;
            membrane = !spike ? membrane : w.reset_by_subtract ? membrane - w.reset : w.reset;
        }
        if (!good(j, lifcosim_judge(j, 1, &drive, NULL, &membrane, &spike)))
            return 2;
    }
    if (!good(j, lifcosim_finish(j, &verdict)))
        return 2;
    printf("%s", lifcosim_text(j));
    lifcosim_free(j);
    return verdict != LIFCOSIM_PASS;
}
