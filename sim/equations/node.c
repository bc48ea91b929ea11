// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/node.h"

bool cosim_eq_type_holds(cosim_eq_type type, const cosim_eq_node *node)
{
    return node->low >= cosim_eq_type_low(type) && node->high <= cosim_eq_type_high(type);
}
