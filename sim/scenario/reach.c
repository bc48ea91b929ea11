// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/reach.h"

#include "base/si.h"
#include "input/fields.h"
#include "scenario/note.h"

#include <stdio.h>

/* Says what is outside, in words, or "". */
static void describe(const cosim_scenario *scenario, const lif_stimulus *s, const lif_reach *reach,
                     char *text, size_t bytes)
{
    const bool events = s->kind == LIF_STIMULUS_EVENTS;
    const size_t count = events ? s->u.events.count : 0;
    char end[COSIM_SI_BYTES], start[COSIM_SI_BYTES];
    cosim_si((double)scenario->steps * scenario->params.dt_s, "s", 6, end);
    cosim_si(s->start_s, "s", 6, start);
    text[0] = '\0';
    if (reach->first >= scenario->steps) {
        snprintf(text, bytes, "it starts at %s, and the run ends at %s", start, end);
    } else if (reach->first >= reach->last) {
        snprintf(text, bytes,
                 "its window from %s on is shorter than a step and has no instant in it", start);
    } else if (reach->beyond > 0 || reach->missed > 0) {
        int n = snprintf(text, bytes, "%zu of %zu events are %s", reach->beyond + reach->missed,
                         count, reach->beyond > 0 ? "after the end of the run (" : "");
        if (reach->beyond > 0) {
            n += snprintf(text + n, bytes - (size_t)n, "%s)", end);
        }
        if (reach->missed > 0) {
            snprintf(text + n, bytes - (size_t)n, "%soutside of its start and stop",
                     reach->beyond > 0 ? " or " : "");
        }
    }
}

static bool is_outside(const cosim_scenario *scenario, const lif_stimulus *s,
                       const lif_reach *reach)
{
    return reach->first >= scenario->steps ||
           (s->kind == LIF_STIMULUS_EVENTS && reach->beyond == s->u.events.count) ||
           (s->kind == LIF_STIMULUS_FILE && s->u.file.from != NULL &&
            s->u.file.from[0] >= scenario->steps);
}

/* Finds the key that has to change, where the note is placed. */
static const cosim_node *place_of(const cosim_node *map, const lif_stimulus *s,
                                  const cosim_scenario *scenario, const lif_reach *reach)
{
    const char *const keys[] = {"times", "file", "path"};
    const cosim_node *node = reach->first >= scenario->steps || reach->first >= reach->last
                                 ? cosim_node_child(map, "start")
                                 : NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && node == NULL; i++) {
        const bool data = s->kind == LIF_STIMULUS_EVENTS || s->kind == LIF_STIMULUS_FILE;
        node = data ? cosim_node_child(map, keys[i]) : NULL;
    }
    return node != NULL ? node : map;
}

int cosim_scenario_reach(cosim_scenario *scenario, const cosim_node *list, cosim_diag *diag)
{
    const cosim_node *first = NULL;
    char text[200], why[200] = "";
    bool some = false;
    for (size_t i = 0; i < scenario->stimulus_count; i++) {
        const lif_stimulus *s = &scenario->stimuli[i];
        const lif_reach reach =
            lif_stimulus_reach(s, scenario->params.dt_s, scenario->sample, scenario->steps);
        const bool outside = is_outside(scenario, s, &reach);
        const cosim_node *node = place_of(list->items[i]->items[0], s, scenario, &reach);
        describe(scenario, s, &reach, text, sizeof text);
        if (outside && first == NULL) {
            first = node;
            snprintf(why, sizeof why, "%s",
                     text[0] != '\0' ? text
                                     : "all of its samples are after "
                                       "the end of the run");
        }
        if (text[0] != '\0') {
            cosim_scenario_note(scenario, node, "%s", text);
        }
        some = some || !outside;
    }
    return some || first == NULL
               ? 0
               : cosim_refuse(
                     first, diag,
                     "%s, and nothing else is in it: nothing would be compared; give times "
                     "within the run, in their unit, or a longer run",
                     why);
}
