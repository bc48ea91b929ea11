// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the judge and the batch: which vectors the processor has. Kernel 1 runs on every
 * processor, 2 where there is AVX2, 3 where there is AVX-512 as below; all give the same bits. */
#ifndef COSIM_JUDGE_VECTORS_H
#define COSIM_JUDGE_VECTORS_H

#ifdef __x86_64__
#include <immintrin.h>
#define JUDGE_AVX2 __attribute__((target("avx2")))
#define JUDGE_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw")))
#endif

enum { JUDGE_KERNEL_ANY = 1, JUDGE_KERNEL_AVX2, JUDGE_KERNEL_AVX512 };

/* Tells how many kernels this processor can run, which is the number of the widest one. */
unsigned cosim_judge_kernels(void);

#endif
