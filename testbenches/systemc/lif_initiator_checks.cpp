// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// One peripheral must do two things on its own: the map as it is written, and a scenario, judged.
#include "lif_initiator.hpp"
#include "lif_main.hpp"

#include <cstring>
#include <memory>

namespace lif
{

namespace
{

struct Register {
    const char *name;
    uint32_t offset;
    const char *access;
    uint32_t at_reset;
};
#define LIF_ROW(name, offset, access, at_reset) {#name, offset, #access, at_reset},
const Register registers[] = {LIF_REGISTERS(LIF_ROW)};
#undef LIF_ROW

struct MapCheck {
    Backed &peripheral;
    unsigned checks = 0, wrong = 0;

    void expect(const char *what, const Register &r, uint32_t expected, uint32_t observed)
    {
        checks++;
        if (expected != observed) {
            wrong++;
            std::printf("register %s: %s: expected 0x%08x, observed 0x%08x\n", r.name, what,
                        expected, observed);
        }
    }

    tlm::tlm_response_status write(uint32_t address, uint32_t value, unsigned char part)
    {
        Transaction t;
        t.command = tlm::TLM_WRITE_COMMAND;
        t.address = address;
        t.data = {value};
        if (part != 0) {
            for (unsigned i = 0; i < 4; i++) {
                t.enables.push_back((part >> i & 1) != 0 ? TLM_BYTE_ENABLED : TLM_BYTE_DISABLED);
            }
        }
        return peripheral.carry_out(t).status;
    }

    void check(const Register &r)
    {
        const bool is_format = r.offset == LIF_REG_FORMAT;
        expect("at reset", r, is_format ? peripheral.read(r.offset) : r.at_reset,
               peripheral.read(r.offset));
        const auto status = write(r.offset, 0xffffffffu, 0);
        if (std::strcmp(r.access, "RO") == 0) {
            expect("a write is refused", r, 1, status == tlm::TLM_COMMAND_ERROR_RESPONSE);
            expect("and changes nothing", r, is_format ? peripheral.read(r.offset) : r.at_reset,
                   peripheral.read(r.offset));
        } else if (std::strcmp(r.access, "WO") == 0) {
            expect("a step without RUN is refused", r, 1,
                   status == tlm::TLM_GENERIC_ERROR_RESPONSE);
            expect("which is told", r, LIF_IRQ_STATUS_REFUSED_MASK,
                   peripheral.read(LIF_REG_IRQ_STATUS));
            expect("a part of it is refused", r, 1,
                   write(r.offset, 0, 1) == tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
            write(LIF_REG_IRQ_STATUS, 0xffffffffu, 0);
            expect("and told no more", r, 0, peripheral.read(LIF_REG_IRQ_STATUS));
        } else if (std::strcmp(r.access, "RW") == 0) {
            const uint32_t all = peripheral.read(r.offset);
            write(r.offset, 0, 0);
            write(r.offset, 0xffffffffu, 1);
            const uint32_t sign = all == 0xffffffffu ? 0 : 0x00ffff00u & ~all; // bits not there
            expect("one byte", r, all & 0xffu, peripheral.read(r.offset) & ~sign & 0xffu);
            write(r.offset, 0, 0);
        }
    }
};

} // namespace

int check_map(Backed &peripheral)
{
    MapCheck map{peripheral};
    const lif_format f = built_format();
    const Register format = {"FORMAT", LIF_REG_FORMAT, "RO", 0};
    map.expect("the widths", format,
               f.state_width | f.state_fraction << 8 | f.leak_fraction << 16 |
                   built_hold_width() << 24,
               peripheral.read(LIF_REG_FORMAT));
    for (const Register &r : registers) {
        map.check(r);
    }
    const Register none = {"(none)", LIF_REG_SPACE, "RO", 0};
    map.expect("no register beyond the space", none, 1,
               map.write(LIF_REG_SPACE, 0, 0) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
    map.expect("none at an odd address", none, 1,
               map.write(LIF_REG_HOLD + 1, 0, 0) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
    std::printf("%s    register map of %s: %u checks, %u wrong\n", map.wrong == 0 ? "PASS" : "FAIL",
                peripheral.basename(), map.checks, map.wrong);
    return map.wrong == 0 ? CLI_OK : CLI_NOT_PASSED;
}

// ---- a scenario through the registers, as a driver would do it ----

namespace
{

void write_words(Backed &p, const lif_words &w)
{
    p.write(LIF_REG_CONTROL, 0);
    p.write(LIF_REG_LEAK_LOW, static_cast<uint32_t>(w.leak_fx));
    p.write(LIF_REG_LEAK_HIGH, static_cast<uint32_t>(static_cast<uint64_t>(w.leak_fx) >> 32));
    p.write(LIF_REG_THRESHOLD, static_cast<uint32_t>(w.threshold_fx));
    p.write(LIF_REG_RESET, static_cast<uint32_t>(w.reset_fx));
    p.write(LIF_REG_INITIAL, static_cast<uint32_t>(w.initial_fx));
    p.write(LIF_REG_INITIAL_HOLD, w.initial_hold);
    p.write(LIF_REG_IRQ_STATUS, 0xffffffffu);
    p.write(LIF_REG_IRQ_ENABLE, LIF_IRQ_ENABLE_SPIKE_MASK);
    p.write(LIF_REG_CONTROL, LIF_CONTROL_RUN_MASK | (w.compare_above ? LIF_CONTROL_ABOVE_MASK : 0) |
                                 (w.reset_by_subtract ? LIF_CONTROL_SUBTRACT_MASK : 0));
}

lif_words read_words(Backed &p)
{
    lif_words w = lif_words();
    const uint32_t control = p.read(LIF_REG_CONTROL);
    w.leak_fx = static_cast<int64_t>(static_cast<uint64_t>(p.read(LIF_REG_LEAK_HIGH)) << 32 |
                                     p.read(LIF_REG_LEAK_LOW));
    w.threshold_fx = static_cast<int32_t>(p.read(LIF_REG_THRESHOLD));
    w.reset_fx = static_cast<int32_t>(p.read(LIF_REG_RESET));
    w.initial_fx = static_cast<int32_t>(p.read(LIF_REG_INITIAL));
    w.initial_hold = p.read(LIF_REG_INITIAL_HOLD);
    w.compare_above = (control & LIF_CONTROL_ABOVE_MASK) != 0;
    w.reset_by_subtract = (control & LIF_CONTROL_SUBTRACT_MASK) != 0;
    return w;
}

// Takes one step; the interrupt tells of a spike and is acknowledged.
void take_step(Backed &p, int32_t drive_fx, uint32_t hold, Result *result)
{
    p.write(LIF_REG_HOLD, hold);
    p.write(LIF_REG_DRIVE, static_cast<uint32_t>(drive_fx));
    result->spike = p.interrupt();
    if (result->spike) {
        p.write(LIF_REG_IRQ_STATUS, LIF_IRQ_STATUS_SPIKE_MASK);
    }
    result->membrane_fx = static_cast<int32_t>(p.read(LIF_REG_MEMBRANE));
    result->before_fx = static_cast<int32_t>(p.read(LIF_REG_BEFORE));
}

// Gives every step of the job to the scoreboard. Returns 0, or -1 with *diag.
int run_steps(Backed &p, const cosim_job *job, cosim_scoreboard *board, cosim_result *result,
              cosim_diag *diag)
{
    cosim_current current = cosim_current();
    uint64_t done = 0;
    int status = cosim_current_start(&current, job->scenario);
    while (status == 0 && done < job->scenario->steps && result->clipped_steps == 0) {
        double current_a;
        int32_t drive_fx;
        if (cosim_run_drives(job, &current, &board->judge, done, 1, &current_a, &drive_fx,
                             result) == 0) {
            break;
        }
        const uint32_t hold = lif_hold_at(&job->scenario->params, done);
        Result answer;
        take_step(p, drive_fx, hold, &answer);
        const uint8_t spike = answer.spike;
        cosim_judge_block block = cosim_judge_block();
        block.n = 1;
        block.current_a = &current_a;
        block.drive_fx = &drive_fx;
        block.hold = &hold;
        block.before_fx = &answer.before_fx;
        block.after_fx = &answer.membrane_fx;
        block.spike = &spike;
        status = cosim_scoreboard_take(board, done++, &block, diag);
    }
    cosim_current_free(&current);
    return status != 0 ? status : cosim_scoreboard_finish(board, done, result, diag);
}

} // namespace

int judge_scenario(const char *file, Backed &p)
{
    cosim_diag diag = cosim_diag();
    cosim_scenario *scenario = nullptr;
    cosim_dut *dut = nullptr;
    cosim_job job = cosim_job();
    cosim_result result = cosim_result();
    const cosim_run_options options = cosim_run_options();
    std::unique_ptr<cosim_scoreboard> board(new cosim_scoreboard());
    int status = CLI_OK;
    if (cosim_scenario_read(file, nullptr, 0, nullptr, &scenario, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    status = open_circuit(scenario->dut, scenario, p.basename(), &dut);
    if (status == CLI_OK && cosim_job_prepare(&job, scenario, dut, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (status == CLI_OK) {
        cosim_scoreboard_start(board.get(), &job, &options, &result);
        write_words(p, job.q.words);
        const lif_words had = read_words(p);
        cosim_judge_constants(&board->judge, &had);
        if (run_steps(p, &job, board.get(), &result, &diag) != 0) {
            status = cosim_cli_report(&diag, CLI_UNUSABLE);
        } else {
            status = result.verdict == COSIM_PASS ? CLI_OK : CLI_NOT_PASSED;
            std::printf("%s    %s through the registers of %s: %llu steps, %zu spikes\n",
                        status == CLI_OK ? "PASS" : "FAIL", scenario->name, p.basename(),
                        static_cast<unsigned long long>(result.steps), result.dut_spikes.count);
            cosim_text_reason(stdout, &result);
        }
        cosim_result_free(&result);
    }
    cosim_dut_close(dut);
    cosim_scenario_free(scenario);
    return status;
}

} // namespace lif
