// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_trace.hpp"

#include "c_side.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
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
    lines.push_back(Line{next_heading, next_closed, name, bits, look, INFINITY, -INFINITY});
    next_heading.clear();
}

static const char *flag(Look::Kind kind)
{
    switch (kind) {
    case Look::Bit:
        return COSIM_GTKWAVE_BINARY;
    case Look::Hex:
        return COSIM_GTKWAVE_HEX;
    case Look::Decimal:
        return COSIM_GTKWAVE_DECIMAL;
    case Look::Analog:
        return COSIM_GTKWAVE_ANALOG;
    }
    return COSIM_GTKWAVE_BINARY;
}

// GTKWave scales a curve by all values in the file, so that they are read from the file: a traced
// variable that is no signal tells nobody when it changes.
void Trace::read_ranges(const std::string &vcd)
{
    std::ifstream in(vcd);
    std::map<std::string, Line *> curves; // by their code in the file
    std::string text, scope, kind, bits, code, name;
    while (std::getline(in, text)) {
        std::istringstream words(text);
        words >> kind;
        if (kind == "$scope") {
            words >> kind >> scope;
        } else if (kind == "$var") {
            words >> kind >> bits >> code >> name;
            for (Line &line : lines) {
                if (line.look.kind == Look::Analog && line.name == scope + "." + name) {
                    curves[code] = &line;
                }
            }
        } else if (kind[0] == 'r' && words >> code && curves.count(code) > 0) {
            Line &line = *curves[code];
            const double value = std::stod(kind.substr(1));
            line.low = std::min(line.low, value);
            line.high = std::max(line.high, value);
        }
    }
}

void Trace::write_lines(FILE *out) const
{
    const Line *section = nullptr;
    for (const Line &line : lines) {
        if (!line.heading.empty()) {
            if (section != nullptr) {
                cosim_gtkwave_section_end(out, section->heading.c_str(), section->closed);
            }
            section = &line;
            cosim_gtkwave_section(out, section->heading.c_str(), section->closed);
        }
        cosim_gtkwave_trace(out, flag(line.look.kind), line.look.colour);
        if (line.look.kind == Look::Analog) {
            cosim_gtkwave_range(out, line.name.substr(line.name.rfind('.') + 1).c_str(), line.low,
                                line.high);
        }
        std::fprintf(out, "SystemC.%s", line.name.c_str());
        if (line.bits > 1) {
            std::fprintf(out, "[%d:0]", line.bits - 1);
        }
        std::fputc('\n', out);
        cosim_gtkwave_rows(out, line.look.height);
    }
    if (section != nullptr) {
        cosim_gtkwave_section_end(out, section->heading.c_str(), section->closed);
    }
}

// The view is the whole file, without markers.
void Trace::write_layout()
{
    cosim_diag diag;
    cosim_output *output = cosim_output_open(layout_path.c_str(), &diag);
    if (output == nullptr) {
        throw std::runtime_error(diag.message);
    }
    FILE *out = cosim_output_file(output);
    std::vector<double> markers(COSIM_GTKWAVE_MARKERS, -1.0);
    std::fputs("[*] written by lifcosim-systemc for GTKWave\n", out);
    cosim_gtkwave_head(out, path.c_str(), 0.0,
                       sc_core::sc_time_stamp() / sc_core::sc_time(1, sc_core::SC_NS),
                       markers.data());
    write_lines(out);
    cosim_gtkwave_end(out);
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
    read_ranges(path);
    write_layout();
}

} // namespace lif
