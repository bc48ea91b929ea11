// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The circuits are compiled without exceptions, of which WebAssembly's C++ library has none. What
 * verilator/core.cpp throws (a core that does not answer) ends the call instead: JavaScript is told
 * the message, throws it, and takes another instance. */
#include <cstdlib>
#include <stdexcept>

__attribute__((import_module("page"), import_name("thrown"))) extern "C" void
explorer_thrown(const char *message);

extern "C" {

void *__cxa_allocate_exception(size_t bytes) throw() { return std::malloc(bytes); }

/* Everything that is thrown is a std::exception by one base (std::runtime_error, or what the
 * library throws of its kind). */
[[noreturn]] void __cxa_throw(void *object, void *, void (*)(void *))
{
    explorer_thrown(static_cast<std::exception *>(object)->what());
    std::abort();
}
}
