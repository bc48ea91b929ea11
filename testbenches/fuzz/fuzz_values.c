// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any text is a value of the command line. The first byte chooses: with s the lines are --set
 * overrides of one good scenario, with f it is a format, with w a --window, with a a --wave-around,
 * with g a --wave-signals, and with m a circuit model:TEXT. What complains does it on standard
 * error, which is not looked at. */
#include "fuzz.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "cli/cli.h"
#include "cli/wave.h"
#include "input/units.h"
#include "scenario/read.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

static const char base[] =
    "name: base\n"
    "step: 0.1 ms\n"
    "steps: 50\n"
    "neuron: {method: exponential, resistance: 1 kOhm, time_constant: 5 ms,\n"
    "  rest: -70 mV, threshold: -40 mV, refractory: 1 ms}\n"
    "stimulus:\n"
    "  - triangle: {peak: 0.2 mA, samples: 502}\n"
    "  - sine: {amplitude: 1 uA, frequency: 1 kHz, start: 1 ms}\n"
    "expect: {spikes: [1, 2]}\n";

static void check_sets(char *text)
{
    enum { MOST = 8 };
    const char *sets[MOST] = {NULL};
    size_t count = 0;
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    static char path[600];
    if (path[0] == '\0') {
        strcpy(path, fuzz_write("base.yaml", base, sizeof base - 1));
        atexit(cosim_units_release);
    }
    for (char *line; count < MOST && (line = strsep(&text, "\n")) != NULL;) {
        sets[count++] = line;
    }
    memset(&diag, 0xA5, sizeof diag);
    if (cosim_scenario_read(path, sets, count, NULL, &scenario, &diag) != 0) {
        FUZZ_CHECK(diag.message[0] != '\0' &&
                   memchr(diag.message, '\0', sizeof diag.message) != NULL);
        FUZZ_CHECK(diag.place.file[0] != '\0');
        return;
    }
    lif_error error;
    FUZZ_CHECK(lif_params_validate(&scenario->params, &error) == LIF_OK);
    FUZZ_CHECK(scenario->override_count == count);
    cosim_scenario_free(scenario);
}

static void check_format(const char *text)
{
    lif_format format, again;
    lif_error error;
    char name[40];
    if (!cosim_format_parse(text, &format) || lif_format_validate(&format, &error) != LIF_OK) {
        return;
    }
    FUZZ_CHECK(format.state_width >= 2 && format.state_width <= 32);
    FUZZ_CHECK(format.state_width + format.leak_fraction <= 63);
    FUZZ_CHECK(cosim_format_parse(cosim_format_name(&format, name), &again));
    FUZZ_CHECK(memcmp(&format, &again, sizeof format) == 0);
}

static void check_window(const char *text, int option)
{
    cosim_cli_wave wave = {.path = NULL};
    char back[64] = "";
    if (cosim_cli_wave_take(&wave, option, text) != CLI_OK) {
        return;
    }
    if (option == CLI_WAVE_WINDOW) {
        FUZZ_CHECK(wave.request.has_window && wave.request.from < wave.request.to);
        snprintf(back, sizeof back, "%" PRIu64 ":%" PRIu64, wave.request.from, wave.request.to);
        FUZZ_CHECK(strcmp(back, text) == 0);
    } else if (option == CLI_WAVE_AROUND) {
        FUZZ_CHECK(wave.request.around_spike);
        snprintf(back, sizeof back, "spike:%" PRIu64, wave.request.spike);
        FUZZ_CHECK(strcmp(back, text) == 0);
    } else {
        FUZZ_CHECK(wave.request.groups == text && text[0] != '\0');
    }
}

static void check_model(const char *text)
{
    char name[64];
    cosim_dut *dut = NULL;
    cosim_diag diag;
    snprintf(name, sizeof name, "model:%s", text);
    diag.message[0] = '\0';
    if (cosim_dut_open(name, &dut, &diag) != COSIM_DUT_OK) {
        FUZZ_CHECK(diag.message[0] != '\0');
        return;
    }
    lif_error error;
    FUZZ_CHECK(lif_format_validate(&dut->ops->format, &error) == LIF_OK);
    cosim_dut_close(dut);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    char *text = fuzz_text(data + 1, size - 1);
    switch (data[0]) {
    case 's':
        check_sets(text);
        break;
    case 'f':
        check_format(text);
        break;
    case 'w':
        check_window(text, CLI_WAVE_WINDOW);
        break;
    case 'a':
        check_window(text, CLI_WAVE_AROUND);
        break;
    case 'g':
        check_window(text, CLI_WAVE_SIGNALS);
        break;
    case 'm':
        check_model(text);
        break;
    default:
        break;
    }
    free(text);
    return 0;
}
