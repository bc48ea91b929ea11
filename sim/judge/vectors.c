// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/vectors.h"

unsigned cosim_judge_kernels(void)
{
#ifdef __x86_64__
    if (!__builtin_cpu_supports("avx2")) {
        return JUDGE_KERNEL_ANY;
    }
    return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512bw")
               ? JUDGE_KERNEL_AVX512
               : JUDGE_KERNEL_AVX2;
#else
    return JUDGE_KERNEL_ANY;
#endif
}
