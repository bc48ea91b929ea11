# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""Judges circuits behind lif_dut.h in Python, which circuit.c gives plain functions, and writes the
reports.

    circuit.py CIRCUIT-FUNCTIONS.so FOLDER SCENARIO.yaml CIRCUIT.so ...
"""
import ctypes
import os
import sys

import lifcosim


def functions(path: str):
    """The functions of circuit.h, with their types."""
    shared = ctypes.CDLL(path)
    for name, result in (("open", ctypes.c_void_p), ("about", ctypes.c_char_p), ("format", ctypes.c_char_p),
                         ("breach_what", ctypes.c_char_p), ("word", ctypes.c_int64), ("breaches", ctypes.c_int64),
                         ("breach", ctypes.c_int64)):
        getattr(shared, "circuit_" + name).restype = result
    return shared


class Bench:
    """A circuit and its judge."""

    def __init__(self, shared, path: str, scenario: lifcosim.Scenario):
        self.shared = shared
        self.circuit = ctypes.c_void_p(shared.circuit_open(path.encode()))
        assert self.circuit, path
        self.judge = lifcosim.Judge(scenario, format=shared.circuit_format(self.circuit).decode(), name=path,
                                    about=shared.circuit_about(self.circuit).decode(),
                                    hold_width=shared.circuit_hold_width(self.circuit),
                                    clocks_per_step=shared.circuit_clocks(self.circuit))

    def give_words(self, resets: bool, seed: int) -> None:
        """Gives the circuit the words that are due."""
        words = self.judge.words
        assert self.shared.circuit_words(self.circuit, int(resets), ctypes.c_int64(seed), ctypes.c_int64(words.leak),
                                         words.threshold, words.reset, words.initial, words.initial_hold,
                                         words.compare_above, words.reset_by_subtract) == 0

    def words(self) -> lifcosim.Words:
        """The words that it has."""
        return lifcosim.Words(*(self.shared.circuit_word(self.circuit, name.encode()) for name in
                                ("leak", "threshold", "reset", "initial", "initial_hold", "compare_above",
                                 "reset_subtract")))

    def run(self, count: int, trial: bool) -> None:
        """Runs steps and has them judged."""
        drive, hold = self.judge.drives(count)
        before, after = (ctypes.c_int32 * count)(), (ctypes.c_int32 * count)()
        spike = (ctypes.c_uint8 * count)()
        self.shared.circuit_clear(self.circuit)
        assert self.shared.circuit_run(self.circuit, ctypes.c_int64(count), (ctypes.c_int32 * count)(*drive),
                                       (ctypes.c_uint32 * count)(*hold), before, after, spike) == 0
        count = self.shared.circuit_breaches(self.circuit)
        if not trial:
            self.judge.block(drive, after, spike, before)
        if count > 0:
            step, expected, observed = (self.shared.circuit_breach(self.circuit, i) for i in range(3))
            self.judge.breach(self.shared.circuit_breach_what(self.circuit).decode(), step, expected, observed, count)
        if trial:
            self.judge.block(drive, after, spike, before)

    def report(self) -> str:
        """Gives the JSON of the whole run."""
        self.give_words(True, 1)
        self.judge.words_are(self.words())
        while self.judge.done < self.judge.steps:
            self.run(min(100, self.judge.steps - self.judge.done), False)
        for part in self.judge.trial(bool(self.shared.circuit_changes(self.circuit))):
            self.give_words(part.resets, part.seed)
            self.run(part.steps, True)
        self.judge.finish()
        return self.judge.json


def main() -> None:
    """Writes FOLDER/NAME.json for each circuit."""
    shared, folder, scenario = functions(sys.argv[1]), sys.argv[2], lifcosim.Scenario(sys.argv[3])
    for path in sys.argv[4:]:
        name = os.path.splitext(os.path.basename(path))[0]
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
            file.write(Bench(shared, path, scenario).report())


main()
