// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "model.h"

#include "Vbatch.h"

#include <verilated.h>

#include <cstdio>
#include <cstdlib>

// The shared runtime of Verilator leaves these to whoever uses it; no specification calls them.
static void ended(const char *what, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: the model ended: %s\n", file, line, what);
    std::abort();
}
void vl_finish(const char *file, int line, const char *) { ended("$finish", file, line); }
void vl_stop(const char *file, int line, const char *) { ended("$stop", file, line); }
void vl_fatal(const char *file, int line, const char *, const char *what)
{
    ended(what, file, line);
}

extern "C" model model_new(void)
{
    auto *top = new Vbatch;
    return {top, &top->words[0], &top->specs[0], &top->circuits[0]};
}

extern "C" void model_free(model *m)
{
    auto *top = static_cast<Vbatch *>(m->top);
    top->final();
    delete top;
    m->top = nullptr;
}

extern "C" void model_eval(model *m, const model_pins *pins)
{
    auto *top = static_cast<Vbatch *>(m->top);
    top->clk = pins->clk;
    top->clk_every = pins->clk_every;
    top->clk_two = pins->clk_two;
    top->rst = pins->rst;
    top->en = pins->en;
    top->eval();
}
