// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/branches.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 256 };

/* Finds a text between `from` and `end`, and gives what follows it; NULL where it is not there. */
static const char *behind(const char *from, const char *end, const char *text)
{
    const char *found = from == NULL ? NULL : strstr(from, text);
    return found != NULL && found < end ? found + strlen(text) : NULL;
}

/* Copies a name, "\q" without its backslash; false where Verilog would have another. */
static bool copy_name(const char *from, size_t length, char name[TEXT_BYTES])
{
    if (length < 2 || length > TEXT_BYTES || from[0] != '\\' ||
        strspn(from + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") <
            length - 1) {
        return false;
    }
    snprintf(name, TEXT_BYTES, "%.*s", (int)(length - 1), from + 1);
    return true;
}

/* Writes the output of a gate without a name: a constant, or the wire nN_o of its number N. */
static bool put_gate(const char *begin, const char *end, unsigned number, const char *output,
                     char value[COSIM_BRANCHES_VALUE])
{
    char text[TEXT_BYTES], kind[40];
    unsigned width;
    long long constant;
    snprintf(text, sizeof text, "\n    instance %%%u{", number);
    const char *gate = behind(begin, end, text);
    if (gate == NULL || sscanf(gate, "%*[^:]: $%39s", kind) != 1) {
        return false;
    }
    if (strncmp(kind, "const", 5) != 0) {
        snprintf(value, COSIM_BRANCHES_VALUE, "n%u_%.*s", number, (int)strcspn(output, "{"),
                 output);
        return true;
    }
    snprintf(text, sizeof text, "\n      outputs %%%u.$o{n", number);
    const char *outputs = behind(gate, end, text), *parameter = behind(gate, end, "$val=");
    if ((strcmp(kind, "const_UB32") != 0 && strcmp(kind, "const_SB32") != 0) || outputs == NULL ||
        parameter == NULL || sscanf(outputs, "%*uw%u", &width) != 1 ||
        sscanf(parameter, "%lld", &constant) != 1) {
        return false;
    }
    snprintf(value, COSIM_BRANCHES_VALUE, "%s%u'd%lld", constant < 0 ? "-" : "", width,
             constant < 0 ? -constant : constant);
    return true;
}

bool cosim_branches_other(const char *gates, const char *module, const char *target,
                          char value[COSIM_BRANCHES_VALUE])
{
    char text[TEXT_BYTES], first[TEXT_BYTES], second[TEXT_BYTES];
    unsigned number, source;
    int length = 0;
    snprintf(text, sizeof text, "} \\%.200s\n", module);
    const char *begin = behind(gates, gates + strlen(gates), text);
    if (begin == NULL || sscanf(target, "n%u_o%n", &number, &length) != 1 || length == 0) {
        return false;
    }
    const char *next = strstr(begin, "\n  module {"), *end = next ? next : begin + strlen(begin);
    snprintf(text, sizeof text, "\n      input %%%u.$def{", number);
    const char *from = behind(behind(begin, end, text), end, " <- ");
    if (from == NULL) {
        return false;
    }
    if (sscanf(from, "%%%u.$%n", &source, &length) == 1) {
        return put_gate(begin, end, source, from + length, value);
    }
    const size_t owner = strcspn(from, ".\n");
    if (from[owner] != '.' || !copy_name(from, owner, first)) {
        return false;
    }
    const char *signal = from + owner + 1;
    if (strncmp(signal, "$o{", 3) == 0) {
        snprintf(value, COSIM_BRANCHES_VALUE, "%.120s", first); /* a signal */
        return true;
    }
    if (!copy_name(signal, strcspn(signal, "{\n"), second)) {
        return false;
    }
    const bool port = strcmp(first, module) == 0; /* else the output of an instance */
    snprintf(value, COSIM_BRANCHES_VALUE, "%.60s%s%.60s", port ? "" : first, port ? "" : "_",
             second);
    return true;
}
