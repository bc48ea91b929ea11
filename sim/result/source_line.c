// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/source_line.h"

#include <stdlib.h>

void cosim_source_line_free(cosim_source_line *line)
{
    free(line->file);
    free(line->name);
    *line = (cosim_source_line){.line = 0};
}
