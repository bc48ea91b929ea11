// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_handshake.hpp"

namespace lif
{

static bool pauses_now(const Stalls &stalls, lif_random &random)
{
    return stalls.percent > 0 && lif_random_below(&random, 100) < stalls.percent;
}

Driver::Driver(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded_)
    : sc_module(name), clk("clk"), rst_n("rst_n"), ready("ready"), steps("steps"), valid("valid"),
      drive("drive"), hold("hold"), number("number"), pauses(stalls), seeded(seeded_)
{
    lif_random_seed(&random, lif_random_mix(stalls.seed, 0));
    SC_HAS_PROCESS(Driver);
    SC_METHOD(clocked);
    sensitive << clk.pos();
    dont_initialize();
}

void Driver::clocked()
{
    if (!rst_n.read()) {
        while (steps->nb_read(step)) {
        }
        holding = false;
        valid = false;
        return;
    }
    const bool offered = holding && valid.read();
    if (offered && ready.read()) {
        holding = false;
    } else if (offered && seeded.at(Fault::Withdraw, step.number)) {
        seeded.fault = Fault::None;
        valid = false; // for this clock
        return;
    } else if (offered && seeded.at(Fault::Unstable, step.number)) {
        seeded.fault = Fault::None;
        drive = step.drive_fx ^ 1;
    }
    if (!holding && !pauses_now(pauses, random) && steps->nb_read(step)) {
        holding = true;
        drive = step.drive_fx;
        hold = step.hold;
        number = step.number;
    }
    valid = holding;
}

Gate::Gate(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded_)
    : sc_module(name), clk("clk"), up_valid("up_valid"), down_ready("down_ready"), number("number"),
      up_ready("up_ready"), down_valid("down_valid"), pauses(stalls), seeded(seeded_),
      open("open", true), fault_done("fault_done", false)
{
    lif_random_seed(&random, lif_random_mix(stalls.seed, 1));
    SC_HAS_PROCESS(Gate);
    SC_METHOD(clocked);
    sensitive << clk.pos();
    dont_initialize();
    SC_METHOD(pass);
    sensitive << up_valid << down_ready << number << open << fault_done;
}

void Gate::clocked()
{
    if (up_valid.read() && down_ready.read() && open.read() && number.read() == seeded.step) {
        fault_done = true;
    }
    open = !pauses_now(pauses, random);
}

void Gate::pass()
{
    const bool both = open.read() && down_ready.read();
    const Fault fault =
        number.read() == seeded.step && !fault_done.read() ? seeded.fault : Fault::None;
    // Withdraw and Unstable need a clock of waiting; Duplicate hides that the step was taken.
    up_ready = both && (fault == Fault::None || fault == Fault::Drop);
    down_valid =
        open.read() && up_valid.read() && (fault == Fault::None || fault == Fault::Duplicate);
}

Monitor::Monitor(sc_core::sc_module_name name)
    : sc_module(name), clk("clk"), rst_n("rst_n"), up_valid("up_valid"), up_ready("up_ready"),
      down_valid("down_valid"), down_ready("down_ready"), drive("drive"), hold("hold"),
      result("result"), spike("spike"), membrane("membrane"), before("before"), results("results"),
      violations("violations"), under_way(built_clocks_per_step() - 1, false)
{
    SC_HAS_PROCESS(Monitor);
    SC_METHOD(clocked);
    sensitive << clk.pos();
    dont_initialize();
}

Monitor::Sample Monitor::sample() const
{
    Sample s;
    s.rst_n = rst_n.read();
    s.up_valid = up_valid.read();
    s.up_ready = up_ready.read();
    s.taken = s.rst_n && down_valid.read() && down_ready.read();
    s.result = result.read();
    s.drive = drive.read();
    s.hold = hold.read();
    s.outputs.spike = spike.read();
    s.outputs.membrane_fx = membrane.read();
    s.outputs.before_fx = before.read();
    return s;
}

void Monitor::check(const char *rule, int64_t expected, int64_t observed)
{
    if (expected != observed) {
        violations.write(Violation{count, rule, expected, observed});
    }
}

// An offer stays until it is taken.
void Monitor::check_driver(const Sample &now)
{
    if (last.rst_n && now.rst_n && last.up_valid && !last.up_ready) {
        check("handshake: valid until ready", 1, now.up_valid);
        check("handshake: drive until ready", last.drive, now.drive);
        check("handshake: hold until ready", last.hold, now.hold);
    }
}

// A result comes as many clocks after a step as the circuit has, and at no other time; outputs keep
// the last one; the circuit is quiet in reset, which also ends a step that is under way.
void Monitor::check_circuit(const Sample &now)
{
    under_way.push_back(last.taken);
    const bool due = under_way.front() && last.rst_n;
    under_way.pop_front();
    if (!last.rst_n) {
        under_way.assign(under_way.size(), false);
    }
    check("handshake: result after a step", due, now.result);
    if (!last.rst_n) {
        check("handshake: ready in reset", 0, down_ready.read());
    } else if (!now.result) {
        check("handshake: spike kept", last.outputs.spike, now.outputs.spike);
        check("handshake: membrane kept", last.outputs.membrane_fx, now.outputs.membrane_fx);
        check("handshake: membrane before reset kept", last.outputs.before_fx,
              now.outputs.before_fx);
    }
}

void Monitor::clocked()
{
    const Sample now = sample();
    check_driver(now);
    check_circuit(now);
    if (now.result) {
        results.write(now.outputs);
        count++;
    }
    if (!now.rst_n) {
        count = 0;
    }
    last = now;
}

} // namespace lif
