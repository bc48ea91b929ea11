// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_trace.hpp"

#include "c_side.hpp"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

namespace lif
{

// The library appends .vcd to the name that it is given, and does not say when it cannot open it.
Trace::Trace(const std::string &path_)
    : path(path_), layout_path(path_.substr(0, path_.size() - 4) + ".gtkw"),
      partial(path_ + ".partial")
{
    FILE *probe = std::fopen((partial + ".vcd").c_str(), "w");
    if (probe == nullptr) {
        throw std::runtime_error(path + ": cannot be written: " + std::strerror(errno));
    }
    std::fclose(probe);
    file = sc_core::sc_create_vcd_trace_file(partial.c_str());
    file->set_time_unit(1, sc_core::SC_NS);
}

Trace::~Trace()
{
    if (file != nullptr) {
        sc_core::sc_close_vcd_trace_file(file);
        unlink((partial + ".vcd").c_str());
    }
}

void Trace::note(const std::string &name, int bits, Look look)
{
    lines.push_back(Line{next_heading, name, bits, look});
    next_heading.clear();
}

static const char *flag(Look::Kind kind)
{
    switch (kind) {
    case Look::Bit:
        return "@28";
    case Look::Hex:
        return "@22";
    case Look::Decimal:
        return "@24";
    case Look::Analog:
        return "@8022";
    }
    return "@28";
}

// The whole of it on a canvas of about 1050 pixels: GTKWave's zoom is the negative logarithm to the
// base 2 of the ticks (1 ns) in a frame of 200 pixels. No markers.
void Trace::write_zoom(FILE *out) const
{
    const double ticks = sc_core::sc_time_stamp() / sc_core::sc_time(1, sc_core::SC_NS);
    std::fprintf(out, "*%.6f", -std::log2(ticks * 200.0 / 1050.0));
    for (int i = 0; i < 27; i++) {
        std::fprintf(out, " -1");
    }
    std::fputc('\n', out);
}

void Trace::write_lines(FILE *out) const
{
    const std::string *open = nullptr;
    for (const Line &line : lines) {
        if (!line.heading.empty()) {
            if (open != nullptr) {
                std::fprintf(out, "@1000200\n-%s\n", open->c_str());
            }
            std::fprintf(out, "@800200\n-%s\n", line.heading.c_str());
            open = &line.heading;
        }
        std::fprintf(out, "%s\n[color] %d\nSystemC.%s", flag(line.look.kind), line.look.colour,
                     line.name.c_str());
        if (line.bits > 1) {
            std::fprintf(out, "[%d:0]", line.bits - 1);
        }
        std::fputc('\n', out);
        for (int i = 0; i < line.look.height; i++) {
            std::fprintf(out, "@20000\n-\n");
        }
    }
    if (open != nullptr) {
        std::fprintf(out, "@1000200\n-%s\n", open->c_str());
    }
}

void Trace::write_layout()
{
    cosim_diag diag;
    cosim_output *output = cosim_output_open(layout_path.c_str(), &diag);
    if (output == nullptr) {
        throw std::runtime_error(diag.message);
    }
    FILE *out = cosim_output_file(output);
    const char *slash = std::strrchr(path.c_str(), '/');
    std::fprintf(out, "[*] written by lifcosim-systemc for GTKWave\n[dumpfile] \"%s\"\n",
                 slash == nullptr ? path.c_str() : slash + 1);
    std::fprintf(out, "[size] 1600 1100\n[pos] -1 -1\n[sst_width] 200\n[signals_width] 300\n"
                      "[sst_expanded] 0\n[timestart] 0\n");
    write_zoom(out);
    write_lines(out);
    std::fprintf(out, "[pattern_trace] 1\n[pattern_trace] 0\n");
    if (cosim_output_commit(output, &diag) != 0) {
        throw std::runtime_error(diag.message);
    }
}

void Trace::finish()
{
    sc_core::sc_close_vcd_trace_file(file);
    file = nullptr;
    if (std::rename((partial + ".vcd").c_str(), path.c_str()) != 0) {
        const std::string why = std::strerror(errno);
        unlink((partial + ".vcd").c_str());
        throw std::runtime_error(path + ": cannot be written: " + why);
    }
    write_layout();
}

} // namespace lif
