// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Writes a SystemC trace as FILE.vcd, with FILE.gtkw, a layout for GTKWave that shows what was
// added in the order in which it was added, and beside each curve its range. Both are there whole
// or not at all.
#ifndef LIF_TRACE_HPP
#define LIF_TRACE_HPP

#include "c_side.hpp"

#include <cstdio>
#include <string>
#include <systemc>
#include <vector>

namespace lif
{

// Says how GTKWave shows a signal.
struct Look {
    enum Kind { Bit, Hex, Decimal, Analog } kind;
    int colour = 0, height = 0; // COSIM_GTKWAVE_*; extra rows of a curve
};
constexpr Look kCircuit = {Look::Bit, COSIM_GTKWAVE_ORANGE, 0},
               kReference = {Look::Bit, COSIM_GTKWAVE_YELLOW, 0}, kBit = {Look::Bit},
               kVerdict = {Look::Bit, COSIM_GTKWAVE_GREEN, 0}, kHex = {Look::Hex},
               kCount = {Look::Decimal};
constexpr Look curve(int colour, int height) { return {Look::Analog, colour, height}; }

class Trace
{
  public:
    // PATH ends in .vcd. Throws std::runtime_error where the file cannot be written.
    explicit Trace(const std::string &path);
    ~Trace(); // without finish: nothing is left
    Trace(const Trace &) = delete;
    Trace &operator=(const Trace &) = delete;

    // Begins a section: signals that are added stand in it, until the next heading, and all of them
    // are added before the simulation starts. A closed section takes one row (wave/gtkwave.h); the
    // canvas holds 32, that of the time included.
    void heading(const std::string &text, bool closed = false)
    {
        next_heading = text;
        next_closed = closed;
    }
    template <typename Object> void add(const Object &object, const std::string &name, Look look)
    {
        sc_core::sc_trace(file, object, name);
        note(name, bits(object), look);
    }
    // Puts both files in their places, when the simulation is over.
    void finish();
    const std::string &layout() const { return layout_path; }

  private:
    struct Line {
        std::string heading; // empty: that of the line before
        bool closed;
        std::string name;
        int bits;
        Look look;
        double low, high; // of a curve; low > high: no value
    };
    std::string path, layout_path, partial;
    sc_core::sc_trace_file *file;
    std::vector<Line> lines;
    std::string next_heading;
    bool next_closed = false;

    template <typename T> static int bits(const sc_core::sc_signal_in_if<T> &)
    {
        return std::is_same<T, bool>::value || std::is_same<T, double>::value
                   ? 1
                   : 8 * static_cast<int>(sizeof(T));
    }
    static int bits(const bool &) { return 1; }
    static int bits(const double &) { return 1; }
    void note(const std::string &name, int bits, Look look);
    void write_layout();
    void read_ranges(const std::string &vcd);
    void write_lines(FILE *out) const;
};

} // namespace lif

#endif
