// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* JSON, token by token, on its way into an output. What fails is reported by cosim_output_commit.
 */
#ifndef COSIM_REPORT_JSON_WRITER_H
#define COSIM_REPORT_JSON_WRITER_H

#include "base/output.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct cosim_json cosim_json;

/* NULL without memory, which commit then reports. */
cosim_json *cosim_json_new(cosim_output *output);
/* Hands over what is left, and frees; the output stays. */
void cosim_json_free(cosim_json *json);

/* Values. A NULL text and a number that is not finite are null. */
void cosim_json_null(cosim_json *json);
void cosim_json_text(cosim_json *json, const char *text);
void cosim_json_unsigned(cosim_json *json, uint64_t value);
void cosim_json_signed(cosim_json *json, int64_t value);
void cosim_json_number(cosim_json *json, double value);

/* A key, and a key with its value. */
void cosim_json_key(cosim_json *json, const char *name);
void cosim_json_key_text(cosim_json *json, const char *name, const char *text);
void cosim_json_key_unsigned(cosim_json *json, const char *name, uint64_t value);
void cosim_json_key_signed(cosim_json *json, const char *name, int64_t value);
void cosim_json_key_number(cosim_json *json, const char *name, double value);
void cosim_json_key_bool(cosim_json *json, const char *name, bool value);

/* Maps and lists; name: their key, NULL for none. */
void cosim_json_map_open(cosim_json *json, const char *name);
void cosim_json_map_close(cosim_json *json);
void cosim_json_list_open(cosim_json *json, const char *name);
void cosim_json_list_close(cosim_json *json);

/* A line feed between two tokens. */
void cosim_json_new_line(cosim_json *json);

#endif
