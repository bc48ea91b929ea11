// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/format.h"

#include <stdio.h>
#include <string.h>

static const cosim_named_format formats[] = {
#include "lif_formats.inc"
};

const cosim_named_format *cosim_formats(size_t *count)
{
    *count = sizeof formats / sizeof formats[0];
    return formats;
}

/* Reads up to 3 decimal digits at *text, and moves *text behind them. */
static bool take_number(const char **text, unsigned *number)
{
    unsigned digits = 0;
    *number = 0;
    for (; **text >= '0' && **text <= '9' && digits < 3; (*text)++, digits++) {
        *number = *number * 10 + (unsigned)(**text - '0');
    }
    return digits > 0;
}

static bool take_char(const char **text, char c)
{
    if (**text != c) {
        return false;
    }
    (*text)++;
    return true;
}

bool cosim_format_parse(const char *text, lif_format *format)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(text, formats[i].name) == 0) {
            *format = formats[i].format;
            return true;
        }
    }
    const bool letters = take_char(&text, 'w');
    lif_format f = {.rounding = LIF_HALF_UP};
    if (!take_number(&text, &f.state_width) || !take_char(&text, letters ? 'f' : '/') ||
        !take_number(&text, &f.state_fraction) || !take_char(&text, letters ? 'k' : '/') ||
        !take_number(&text, &f.leak_fraction)) {
        return false;
    }
    if (take_char(&text, 'r')) {
        f.rounding = LIF_RESIDUAL;
    }
    f.leak_coding = take_char(&text, 'm')   ? LIF_CODING_MANTISSA
                    : take_char(&text, 's') ? LIF_CODING_TERMS
                                            : LIF_CODING_ANY;
    if (f.leak_coding != LIF_CODING_ANY && !take_number(&text, &f.leak_digits)) {
        return false;
    }
    *format = f;
    return *text == '\0';
}

const char *cosim_format_suffix(const lif_format *format, char text[16])
{
    const char *residual = format->rounding == LIF_RESIDUAL ? "r" : "";
    if (format->leak_coding == LIF_CODING_ANY) {
        snprintf(text, 16, "%s", residual);
    } else {
        snprintf(text, 16, "%s%c%u", residual, format->leak_coding == LIF_CODING_TERMS ? 's' : 'm',
                 format->leak_digits);
    }
    return text;
}

bool cosim_format_equal(const lif_format *a, const lif_format *b)
{
    return a->state_width == b->state_width && a->state_fraction == b->state_fraction &&
           a->leak_fraction == b->leak_fraction && a->rounding == b->rounding &&
           a->leak_coding == b->leak_coding && a->leak_digits == b->leak_digits;
}

const char *cosim_format_name(const lif_format *format, char text[40])
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (cosim_format_equal(&formats[i].format, format)) {
            return formats[i].name;
        }
    }
    char suffix[16];
    snprintf(text, 40, "w%uf%uk%u%s", format->state_width, format->state_fraction,
             format->leak_fraction, cosim_format_suffix(format, suffix));
    return text;
}

const char *cosim_format_make_name(const lif_format *format, char text[40])
{
    const char *name = cosim_format_name(format, text);
    if (name == text) {
        char suffix[16];
        snprintf(text, 40, "%u/%u/%u%s", format->state_width, format->state_fraction,
                 format->leak_fraction, cosim_format_suffix(format, suffix));
    }
    return name;
}

const char *cosim_leak_coding_name(lif_leak_coding coding)
{
    return coding == LIF_CODING_MANTISSA ? "mantissa"
           : coding == LIF_CODING_TERMS  ? "terms"
                                         : "any";
}

const char *cosim_rounding_name(lif_rounding rounding)
{
    return rounding == LIF_RESIDUAL ? "residual" : "half-up";
}

const char *cosim_dut_rounding(const struct lif_dut_ops *ops)
{
    return ops->equations != NULL ? "equations" : cosim_rounding_name(ops->format.rounding);
}
