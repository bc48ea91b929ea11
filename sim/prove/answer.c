// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/answer.h"

#include <stdlib.h>

void cosim_engine_free(cosim_engine_result *r)
{
    free(r->inputs);
    r->inputs = NULL;
}
