// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_wire.h"

#include <stdio.h>
#include <string.h>

enum { VERSION = 2, NEURON_VERSION = 1, CRC_BYTES = 2, HEAD_BYTES = 7, BURST = 256 };

static uint16_t crc_of(uint16_t crc, const uint8_t *data, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        crc = (uint16_t)(crc ^ data[i] << 8);
        for (int bit = 0; bit < 8; bit++) {
            crc = (uint16_t)(crc << 1 ^ ((crc & 0x8000) != 0 ? 0x1021 : 0));
        }
    }
    return crc;
}

/* Appends the checksum of a command to it. */
static size_t seal(uint8_t *sent, size_t count)
{
    const uint16_t crc = crc_of(0xffff, sent, count);
    sent[count] = (uint8_t)(crc >> 8);
    sent[count + 1] = (uint8_t)crc;
    return count + CRC_BYTES;
}

static void put_word(uint8_t *data, uint32_t word)
{
    for (unsigned i = 0; i < 4; i++) {
        data[i] = (uint8_t)(word >> (8 * i));
    }
}

uint32_t cosim_core_wire_word(const uint8_t *data)
{
    return (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 |
           (uint32_t)data[3] << 24;
}

static int damaged(char command, const uint8_t *answer, size_t count, char *message, size_t bytes)
{
    char shown[64];
    snprintf(message, bytes,
             "answers %s to the command %c, whose checksum is wrong: a byte was lost or damaged on "
             "the line",
             cosim_serial_shown(answer, count, shown, sizeof shown), command);
    return -1;
}

/* Judges the last byte of an answer before its checksum. */
static int judge_end(char command, uint8_t end, char *message, size_t bytes)
{
    if (end == 'K') {
        return 0;
    }
    snprintf(message, bytes, "answers %02x to the command %c, where 4b is due: %s", end, command,
             end == 'C'   ? "what it received has a wrong checksum"
             : end == 'E' ? "the core refused it"
                          : "it does not know it");
    return -1;
}

/* Sends a command, and receives an answer of `wanted` bytes, K and a checksum. A refusal is
 * shorter: it is looked for where the answer does not come. */
static int ask(cosim_core_wire *wire, uint8_t *sent, size_t count, uint8_t *answer, size_t wanted,
               char *message, size_t bytes)
{
    const size_t all = wanted + 1 + CRC_BYTES, least = 1 + CRC_BYTES;
    const double patience_s =
        wire->patience_s + (double)(count + all) * 10 / (double)wire->line.baud;
    if (cosim_serial_ask(&wire->line, sent, seal(sent, count), answer, least, patience_s, message,
                         bytes) != 0) {
        return -1;
    }
    if (wanted > 0 && crc_of(0xffff, answer, least) == 0 && answer[0] != 'K') {
        return judge_end((char)sent[0], answer[0], message, bytes);
    }
    if (wanted > 0 &&
        cosim_serial_more(&wire->line, answer + least, wanted, patience_s, message, bytes) != 0) {
        return -1;
    }
    return crc_of(0xffff, answer, all) != 0
               ? damaged((char)sent[0], answer, all, message, bytes)
               : judge_end((char)sent[0], answer[wanted], message, bytes);
}

static void put_head(uint8_t *sent, char command, uint32_t address, unsigned count)
{
    sent[0] = (uint8_t)command;
    put_word(sent + 1, address);
    sent[5] = (uint8_t)count;
    sent[6] = (uint8_t)(count >> 8);
}

int cosim_core_wire_write(cosim_core_wire *wire, uint32_t address, const uint32_t *words,
                          unsigned count, char *message, size_t bytes)
{
    uint8_t sent[HEAD_BYTES + 4 * BURST + CRC_BYTES], answer[1 + CRC_BYTES];
    for (unsigned done = 0; done < count;) {
        const unsigned now = count - done < BURST ? count - done : BURST;
        put_head(sent, 'W', address + 4 * done, now);
        for (unsigned i = 0; i < now; i++) {
            put_word(sent + HEAD_BYTES + 4 * i, words[done + i]);
        }
        if (ask(wire, sent, HEAD_BYTES + 4 * (size_t)now, answer, 0, message, bytes) != 0) {
            return -1;
        }
        done += now;
    }
    return 0;
}

int cosim_core_wire_read(cosim_core_wire *wire, uint32_t address, uint32_t *words, unsigned count,
                         char *message, size_t bytes)
{
    uint8_t sent[HEAD_BYTES + CRC_BYTES], answer[4 * BURST + 1 + CRC_BYTES];
    for (unsigned done = 0; done < count;) {
        const unsigned now = count - done < BURST ? count - done : BURST;
        put_head(sent, 'R', address + 4 * done, now);
        if (ask(wire, sent, HEAD_BYTES, answer, 4 * (size_t)now, message, bytes) != 0) {
            return -1;
        }
        for (unsigned i = 0; i < now; i++) {
            words[done + i] = cosim_core_wire_word(answer + 4 * i);
        }
        done += now;
    }
    return 0;
}

int cosim_core_wire_act(cosim_core_wire *wire, char command, const uint8_t *data, size_t count,
                        char *message, size_t bytes)
{
    uint8_t sent[3 + CRC_BYTES] = {(uint8_t)command}, answer[1 + CRC_BYTES];
    if (count > 0) {
        memcpy(sent + 1, data, count);
    }
    return ask(wire, sent, 1 + count, answer, 0, message, bytes);
}

int cosim_core_wire_tick(cosim_core_wire *wire, uint32_t *spikes, size_t room, size_t *count,
                         uint8_t *flags, char *message, size_t bytes)
{
    uint8_t sent[1 + CRC_BYTES] = {'T'}, part[4];
    uint16_t crc = 0xffff;
    *count = 0;
    if (cosim_serial_ask(&wire->line, sent, seal(sent, 1), part, 3, wire->patience_s, message,
                         bytes) != 0) {
        return -1;
    }
    while (part[0] == 'S') { /* the neuron follows it, and then the next one, or the end */
        crc = crc_of(crc, part, 3);
        if (*count < room) {
            spikes[*count] = (uint32_t)part[1] | (uint32_t)part[2] << 8;
        }
        if (++*count > wire->most) {
            snprintf(message, bytes,
                     "sends spikes without end, more than %zu in a tick: its circuit has a fault, "
                     "or its bitstream is damaged",
                     wire->most);
            return -1;
        }
        if (cosim_serial_more(&wire->line, part, 3, wire->patience_s, message, bytes) != 0) {
            return -1;
        }
    }
    if (part[0] != 'F') { /* a refusal is three bytes, too */
        return crc_of(crc, part, 3) != 0 ? damaged('T', part, 3, message, bytes)
                                         : judge_end('T', part[0], message, bytes);
    }
    if (cosim_serial_more(&wire->line, part + 3, 1, wire->patience_s, message, bytes) != 0) {
        return -1;
    }
    *flags = part[1];
    return crc_of(crc, part, sizeof part) == 0 ? 0
                                               : damaged('T', part, sizeof part, message, bytes);
}

int cosim_core_wire_show(cosim_core_wire *wire, uint8_t *answer, size_t count, char *message,
                         size_t bytes)
{
    uint8_t sent[1 + CRC_BYTES] = {'D'};
    return ask(wire, sent, 1, answer, count, message, bytes);
}

int cosim_core_wire_open(cosim_core_wire *wire, const char *device,
                         uint8_t told[COSIM_SERIAL_HELLO], char *message, size_t bytes)
{
    char shown[64], why[300];
    if (cosim_serial_patience(&wire->patience_s, message, bytes) != 0 ||
        cosim_serial_open(&wire->line, device, wire->baud, message, bytes) != 0) {
        return -1;
    }
    if (cosim_serial_hello(&wire->line, wire->patience_s, told, why, sizeof why) != 0) {
        snprintf(message, bytes,
                 "does not say what it is: it %s; see that lif_core_top is on it, that the rate is "
                 "that of its Divider, and that nothing else talks to it",
                 why);
        return -1;
    }
    /* This answer has no checksum, and all that follows goes by it: it must come twice. */
    uint8_t again[COSIM_SERIAL_HELLO] = {0};
    if (cosim_serial_ask(&wire->line, (const uint8_t *)"?", 1, again, sizeof again,
                         wire->patience_s, why, sizeof why) != 0 ||
        memcmp(again, told, sizeof again) != 0) {
        char second[64];
        snprintf(
            message, bytes,
            "answers %s to the question what it is, and then %s: a byte was lost or damaged on "
            "its way; see the cable, and that the rate is that of its Divider",
            cosim_serial_shown(told, COSIM_SERIAL_HELLO, shown, sizeof shown),
            cosim_serial_shown(again, COSIM_SERIAL_HELLO, second, sizeof second));
        return -1;
    }
    if (told[0] == 'L' && told[1] == NEURON_VERSION) {
        snprintf(message, bytes,
                 "has one neuron on it (lif_top), and this is a network; run a scenario of one "
                 "neuron on it, or put lif_core_top on it");
        return -1;
    }
    if (told[0] != 'L' || told[1] != VERSION) {
        snprintf(message, bytes,
                 "answers %s to the question what it is, where lif_core_top answers 4c 02 and its "
                 "format; put the bitstream of `make synth-cores` on it",
                 cosim_serial_shown(told, COSIM_SERIAL_HELLO, shown, sizeof shown));
        return -1;
    }
    wire->most = (size_t)2 << (told[7] & 15);
    return 0;
}
