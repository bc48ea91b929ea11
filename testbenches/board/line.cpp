// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A board with lif_top, or with lif_core_top under its name, behind a pseudo-terminal: the
// Verilated top runs at its pins, and what goes over the terminal goes over its serial line. It
// prints the terminal's name, runs until it is killed, and writes each byte that it was sent to
// LOG, in hexadecimal, a line each.
//
//   line LOG                     as it should be
//   line LOG drop|double|damage to|from N
//                                byte N to or from the board (from 0) is lost, comes twice, or has
//                                one bit wrong
//   line LOG gone to N           the terminal ends before byte N to the board
//   line LOG silent              never answers
//   line LOG garbage             answers each byte by one of a pseudo-random sequence
//   line LOG other               says that it has version 9 of the commands
//   line LOG impossible          says that its state has 77 bits
//   line LOG endless             the first tick of a core sends spikes without end

#include "Vlif_top.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace
{

#ifndef LIF_DIVIDER
#define LIF_DIVIDER 8
#endif
#ifndef LIF_QUIET
#define LIF_QUIET (40 * LIF_DIVIDER)
#endif
constexpr int kDivider = LIF_DIVIDER; // clocks a bit, as the top is built
constexpr int kQuiet = LIF_QUIET;     // clocks after which nothing more comes by itself
constexpr int kReset = 64;            // clocks until the top's own reset is over

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(3);
}

// The top, a clock at a time.
class Board
{
  public:
    Board()
    {
        top_.rx_i = 1;
        for (int i = 0; i < kReset; i++) {
            clock();
        }
    }

    // Sends a byte to the board, and then runs it until its line is quiet, unless more is to be
    // sent: a board has nothing to say then. Returns what it sent.
    std::deque<uint8_t> exchange(uint8_t byte, bool more)
    {
        answer_.clear();
        const unsigned frame = 1u << 9 | static_cast<unsigned>(byte) << 1;
        for (int bit = 0; bit < 10; bit++) {
            top_.rx_i = frame >> bit & 1;
            for (int i = 0; i < kDivider; i++) {
                clock();
            }
        }
        for (int quiet = more ? kQuiet : 0; quiet < kQuiet; quiet = receiving() ? 0 : quiet + 1) {
            clock();
        }
        return answer_;
    }

  private:
    bool receiving() const { return at_ >= 0; }

    void clock()
    {
        top_.clk_i = 0;
        top_.eval();
        top_.clk_i = 1;
        top_.eval();
        if (at_ < 0) {
            at_ = top_.tx_o ? -1 : 0;
            return;
        }
        at_++;
        if (at_ % kDivider == kDivider / 2) {
            const int bit = at_ / kDivider;
            if (bit >= 1 && bit <= 8) {
                byte_ = static_cast<uint8_t>(byte_ >> 1 | (top_.tx_o ? 0x80 : 0));
            } else if (bit == 9) {
                answer_.push_back(byte_);
                at_ = -1;
            }
        }
    }

    Vlif_top top_;
    int at_ = -1; // clocks since the start bit of the byte that comes; -1: none
    uint8_t byte_ = 0;
    std::deque<uint8_t> answer_;
};

struct Fault {
    std::string kind, side;
    long place = -1;
};

// Counts the bytes of one direction, and spoils one.
class Wire
{
  public:
    Wire(const Fault &fault, const char *side) : fault_(fault), mine_(fault.side == side) {}

    std::string carry(uint8_t byte)
    {
        const bool spoilt = mine_ && count_++ == fault_.place;
        std::string out(1, static_cast<char>(byte));
        if (spoilt && fault_.kind == "drop") {
            out.clear();
        } else if (spoilt && fault_.kind == "double") {
            out += out;
        } else if (spoilt && fault_.kind == "damage") {
            out[0] = static_cast<char>(byte ^ 0x10);
        } else if (spoilt && fault_.kind == "gone") {
            std::exit(0);
        }
        return out;
    }

  private:
    const Fault &fault_;
    bool mine_;
    long count_ = 0;
};

// Tells whether a byte waits to be sent to the board.
bool waits(int terminal)
{
    pollfd one = {terminal, POLLIN, 0};
    return poll(&one, 1, 0) == 1 && (one.revents & POLLIN) != 0;
}

} // namespace

int main(int argc, char **argv)
{
    Fault fault;
    if (argc < 2) {
        std::fprintf(stderr, "usage: line LOG [FAULT [SIDE N]]\n");
        return 2;
    }
    fault.kind = argc > 2 ? argv[2] : "";
    fault.side = argc > 4 ? argv[3] : "";
    fault.place = argc > 4 ? std::atol(argv[4]) : -1;

    std::FILE *log = std::fopen(argv[1], "w");
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (log == nullptr || master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
        fail("line");
    }
    // Its own end keeps the terminal alive between two programs that open it.
    const int keeper = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (keeper < 0) {
        fail("line");
    }
    std::printf("%s\n", ptsname(master));
    std::fflush(stdout);

    Board board;
    Wire to(fault, "to"), from(fault, "from");
    uint32_t random = 1;
    for (uint8_t byte; read(master, &byte, 1) == 1;) {
        std::fprintf(log, "%02x\n", byte);
        std::fflush(log);
        std::string answer;
        if (fault.kind == "garbage") {
            random = random * 1664525u + 1013904223u;
            answer = static_cast<char>(random >> 24);
        } else if (fault.kind != "silent") {
            for (const char sent : to.carry(byte)) {
                auto told = board.exchange(static_cast<uint8_t>(sent), waits(master));
                if (told.size() == 8 && fault.kind == "other") {
                    told[1] = 9;
                } else if (told.size() == 8 && fault.kind == "impossible") {
                    told[2] = 77;
                }
                while (fault.kind == "endless" && told.size() == 4 && told[0] == 'F' &&
                       write(master, "S\0\0", 3) > 0) {
                }
                for (const uint8_t one : told) {
                    answer += from.carry(one);
                }
            }
        }
        if (!answer.empty() && write(master, answer.data(), answer.size()) < 0) {
            fail("line");
        }
    }
    return 0;
}
