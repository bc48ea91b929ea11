// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#ifndef LIF_VERILATED_CORE_CHECK_HPP
#define LIF_VERILATED_CORE_CHECK_HPP
namespace
{
bool core_root_equals_public() { return true; }
} // namespace
#endif
