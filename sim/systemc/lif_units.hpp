// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Physical values are written with their units as C++ literals (-70_mV, 0.1_ms, 1.5_nA), and so are
// the parameters of a neuron. A voltage is no time: mixing them does not compile.
#ifndef LIF_UNITS_HPP
#define LIF_UNITS_HPP

#include "c_reference.hpp"

#include <stdexcept>

namespace lif
{

template <typename Kind> struct Quantity {
    double si; // in the SI unit
    constexpr explicit Quantity(double value) : si(value) {}
    constexpr Quantity operator-() const { return Quantity(-si); }
    constexpr Quantity operator+(Quantity other) const { return Quantity(si + other.si); }
    constexpr Quantity operator*(double factor) const { return Quantity(si * factor); }
};
using Voltage = Quantity<struct VoltageKind>;       // [V]
using Current = Quantity<struct CurrentKind>;       // [A]
using Time = Quantity<struct TimeKind>;             // [s]
using Resistance = Quantity<struct ResistanceKind>; // [Ohm]

// A division by an exact power of ten gives the double nearest to what is written.
#define LIF_LITERAL(suffix, Kind, per_unit)                                                        \
    constexpr Kind operator""_##suffix(long double v)                                              \
    {                                                                                              \
        return Kind(static_cast<double>(v / per_unit));                                            \
    }                                                                                              \
    constexpr Kind operator""_##suffix(unsigned long long v)                                       \
    {                                                                                              \
        return Kind(static_cast<double>(static_cast<long double>(v) / per_unit));                  \
    }
inline namespace literals
{
LIF_LITERAL(V, Voltage, 1.0L)
LIF_LITERAL(mV, Voltage, 1e3L)
LIF_LITERAL(uA, Current, 1e6L)
LIF_LITERAL(nA, Current, 1e9L)
LIF_LITERAL(pA, Current, 1e12L)
LIF_LITERAL(ms, Time, 1e3L)
LIF_LITERAL(us, Time, 1e6L)
LIF_LITERAL(Ohm, Resistance, 1.0L)
LIF_LITERAL(kOhm, Resistance, 1e-3L)
LIF_LITERAL(MOhm, Resistance, 1e-6L)
} // namespace literals
#undef LIF_LITERAL

// Returns the current that moves the membrane by `target` at rest, through this resistance.
constexpr Current operator/(Voltage target, Resistance r) { return Current(target.si / r.si); }

// A neuron's parameters, each named where it is given:
//   Parameters(0.1_ms).tau(5_ms).resistance(10_MOhm).rest(-70_mV).threshold(-50_mV)
// reset and initial are the rest, the method is exponential and there is no refractory time unless
// something else is said. What is wrong is told by lif_params_validate, in valid().
class Parameters
{
  public:
    explicit Parameters(Time step) : given() { given.dt_s = step.si; }
    Parameters &tau(Time t) { return given.tau_s = t.si, *this; }
    Parameters &resistance(Resistance r) { return given.r_ohm = r.si, *this; }
    Parameters &rest(Voltage v)
    {
        given.v_rest_v = v.si;
        given.v_reset_v = has_reset ? given.v_reset_v : v.si;
        given.v_initial_v = has_initial ? given.v_initial_v : v.si;
        return *this;
    }
    Parameters &threshold(Voltage v) { return given.v_threshold_v = v.si, *this; }
    Parameters &reset(Voltage v) { return given.v_reset_v = v.si, has_reset = true, *this; }
    Parameters &initial(Voltage v) { return given.v_initial_v = v.si, has_initial = true, *this; }
    Parameters &refractory_steps(uint32_t steps)
    {
        given.refractory_steps = steps;
        given.refractory_s = steps * given.dt_s;
        return *this;
    }
    Parameters &euler() { return given.method = LIF_EULER, *this; }
    Parameters &above() { return given.compare = LIF_ABOVE, *this; }
    Parameters &by_subtraction() { return given.reset_mode = LIF_RESET_BY_SUBTRACTION, *this; }

    // Returns the current that moves a membrane by so much in one step, if the leak had nothing
    // else to do: the weight of a connection, as the potential that follows a spike.
    Current kick(Voltage psp) const;

    // Returns the parameters for the reference; throws std::invalid_argument naming the one that is
    // wrong.
    lif_params valid() const;

  private:
    lif_params given;
    bool has_reset = false, has_initial = false;
};

} // namespace lif

#endif
