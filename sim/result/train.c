// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/train.h"

#include <stdlib.h>

int cosim_train_add(cosim_train *train, uint64_t step)
{
    if (train->count == train->room) {
        size_t room = train->room == 0 ? 64 : 2 * train->room;
        if (room > SIZE_MAX / sizeof *train->steps) {
            return -1;
        }
        uint64_t *steps = realloc(train->steps, room * sizeof *steps);
        if (steps == NULL) {
            return -1;
        }
        train->steps = steps;
        train->room = room;
    }
    train->steps[train->count++] = step;
    return 0;
}

void cosim_train_free(cosim_train *train)
{
    free(train->steps);
    *train = (cosim_train){NULL, 0, 0};
}
