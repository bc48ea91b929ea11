# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""Scenarios and judges, on the library's handles."""
import ctypes
import os
from typing import Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

from ._library import CircuitInfo, Misuse, Part, PortWords, WrongInput, byref, check, lib, texts

VERDICTS = {1: "PASS", 2: "FAIL", 3: "VACUOUS", 4: "CONFORMS"}
INT32 = range(-(1 << 31), 1 << 31)


class Words(NamedTuple):
    """The words at the ports of a circuit with a format."""
    leak: int
    threshold: int
    reset: int
    initial: int
    initial_hold: int
    compare_above: bool
    reset_by_subtract: bool


class TrialPart(NamedTuple):
    """A part of a trial; seed: of what the bench does beside the steps, 0 for nothing."""
    steps: int
    resets: bool
    seed: int


class Scenario:
    """A scenario: a file, or a text with the name that messages give it. `set` replaces keys, `seed` is the
    base seed of random stimuli."""

    def __init__(self, path: Union[str, "os.PathLike[str]", None] = None, *, text: Optional[str] = None,
                 set: Sequence[str] = (), seed: Optional[int] = None):  # pylint: disable=redefined-builtin
        if path is None and text is None:
            raise Misuse("a scenario has a path or a text; give one")
        self.path = os.fspath(path) if path is not None else "scenario"
        self.text = text
        self.set = tuple(set)
        self.seed = seed
        handle = lib.new()
        try:
            self.read(handle)
            self.steps = int(lib.steps(handle))
            self.step_seconds = float(lib.step_seconds(handle))
        finally:
            lib.free(handle)

    def read(self, handle: int) -> None:
        """Reads it into a handle of the library."""
        given = texts(self.set)
        if self.seed is not None:
            check(handle, lib.seed(handle, self.seed))
        if self.text is None:
            check(handle, lib.read(handle, os.fsencode(self.path), given, len(self.set)))
        else:
            raw = self.text.encode()
            check(handle, lib.read_text(handle, raw, len(raw), os.fsencode(self.path), given, len(self.set)))


def _array(kind, values, name: str):
    """Makes a C array of integers; one of numpy of the right type is not copied."""
    if values is None:
        return None
    if hasattr(values, "__array_interface__"):
        import numpy  # pylint: disable=import-outside-toplevel
        whole = numpy.asarray(values)
        if whole.dtype.kind not in "iub":
            raise WrongInput(f"{name}: {whole.dtype} is no integer; give words, not volts")
        wide = numpy.ascontiguousarray(whole, dtype=numpy.dtype(kind))
        if not numpy.array_equal(wide, whole):
            raise WrongInput(f"{name}: a word does not fit {numpy.dtype(kind)}")
        return (kind * len(wide)).from_buffer_copy(wide)
    listed = [int(value) for value in values]
    array = (kind * len(listed))(*listed)
    if list(array) != listed:
        raise WrongInput(f"{name}: a word does not fit {ctypes.sizeof(kind) * 8} bits")
    return array


class Judge:
    """A run of one scenario on one circuit, which the bench runs.

    format        of the circuit: "q8_24", "20/12/18"; or
    declaration   what a circuit of any kind computes: the text that
                  `lifcosim build --print=declaration` prints
    shows         "membrane", "before" (the reset of a spike), "both" or "spike" alone
    """

    def __init__(self, scenario: Scenario, *, format: Optional[str] = None,  # pylint: disable=redefined-builtin
                 declaration: Optional[str] = None, name: Optional[str] = None, about: str = "",
                 shows: str = "both", hold_width: int = 16, clocks_per_step: int = 1, own_drives: bool = False):
        shown = {"spike": 0, "membrane": 1, "before": 2, "both": 3}
        if shows not in shown:
            raise Misuse(f'shows is "{shows}"; give one of {", ".join(shown)}')
        self.scenario = scenario
        self._handle = lib.new()
        scenario.read(self._handle)

        def encode(text: Optional[str]) -> Optional[bytes]:
            return None if text is None else text.encode()

        info = CircuitInfo(encode(name), encode(about), encode(format), encode(declaration), hold_width,
                           clocks_per_step, shown[shows] if declaration is None else 0)
        check(self._handle, lib.circuit(self._handle, byref(info)))
        if own_drives:
            check(self._handle, lib.own_drives(self._handle))
        self.verdict: Optional[str] = None

    def __del__(self) -> None:
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            lib.free(handle)

    @property
    def steps(self) -> int:
        """How many steps the scenario has."""
        return self.scenario.steps

    @property
    def words(self) -> Words:
        """The words for the ports of a circuit with a format."""
        words = PortWords()
        check(self._handle, lib.words(self._handle, byref(words)))
        return Words(words.leak, words.threshold, words.reset, words.initial, words.initial_hold,
                     bool(words.compare_above), bool(words.reset_by_subtract))

    @property
    def told(self) -> List[int]:
        """The words for the told params of a declaration, in its order."""
        count = lib.told_count(self._handle)
        words = (ctypes.c_int64 * count)()
        check(self._handle, lib.told(self._handle, words, count))
        return list(words)

    def drives(self, count: int) -> Tuple[List[int], List[int]]:
        """Gives drive words and holds of the next steps, as far ahead as wanted."""
        drive, hold = (ctypes.c_int32 * count)(), (ctypes.c_uint32 * count)()
        check(self._handle, lib.drives(self._handle, count, drive, hold))
        return list(drive), list(hold)

    def words_are(self, words: Words) -> None:
        """Says which words the circuit has at its ports, before the first step."""
        check(self._handle, lib.words_are(self._handle, byref(PortWords(*words))))

    def told_are(self, told: Sequence[int]) -> None:
        """Says which told words the circuit has, before the first step."""
        words = _array(ctypes.c_int64, told, "told")
        check(self._handle, lib.told_are(self._handle, words, len(words)))

    def step(self, drive: Optional[int], membrane: int, spike: Union[bool, int], before: int = 0) -> bool:
        """Judges a step. Returns whether nothing was wrong in it."""
        wrong = self.mismatches
        self.block(None if drive is None else [drive], [membrane], [spike], [before])
        return self.mismatches == wrong

    def block(self, drive, membrane, spike, before=None) -> None:
        """Judges steps; drive None: that of the scenario. Sequences or numpy arrays of integers."""
        spikes = _array(ctypes.c_uint8, spike, "spike")
        given = {"drive": _array(ctypes.c_int32, drive, "drive"),
                 "before": _array(ctypes.c_int32, before, "before"),
                 "membrane": _array(ctypes.c_int32, membrane, "membrane")}
        for name, array in given.items():
            if array is not None and len(array) != len(spikes):
                raise Misuse(f"{name} has {len(array)} steps, and spike has {len(spikes)}")
        check(self._handle, lib.judge(self._handle, len(spikes), given["drive"], given["before"],
                                      given["membrane"], spikes))

    def outputs(self, rows) -> None:
        """Judges steps by all outputs of a declaration: a row of words for each."""
        width = lib.output_count(self._handle)
        listed = [int(word) for row in rows for word in row]
        if width == 0 or len(listed) % width != 0:
            raise Misuse(f"a row has {width} outputs, and there are {len(listed)} words")
        check(self._handle, lib.judge_outputs(self._handle, len(listed) // width,
                                              _array(ctypes.c_int64, listed, "outputs")))

    def breach(self, what: str, step: int, expected: int, observed: int, count: int = 1) -> None:
        """Tells what the circuit did wrong beside its steps, `count` times, first before a step."""
        check(self._handle, lib.breach(self._handle, count, what.encode(), step, expected, observed))

    def trial(self, words_change: bool = True) -> Iterator[TrialPart]:
        """Tries, after the last step and before finish(), words that change while the circuit runs: for each
        part, give the circuit `words` (with a reset where it says so), and judge so many steps of drives()."""
        part = Part()
        while True:
            check(self._handle, lib.trial(self._handle, words_change, byref(part)))
            if part.steps == 0:
                return
            yield TrialPart(part.steps, bool(part.resets), part.seed)

    def model(self, drive: Sequence[int], hold: Optional[Sequence[int]] = None) -> Tuple[List[int], List[int], List[int]]:
        """Steps the integer model: membranes before and after the reset, and spikes."""
        count = len(drive)
        before, after, spike = (ctypes.c_int32 * count)(), (ctypes.c_int32 * count)(), (ctypes.c_uint8 * count)()
        check(self._handle, lib.model(self._handle, count, _array(ctypes.c_int32, drive, "drive"),
                                      _array(ctypes.c_uint32, hold, "hold"), before, after, spike))
        return list(before), list(after), list(spike)

    @property
    def done(self) -> int:
        """Steps that were judged."""
        return int(lib.done(self._handle))

    @property
    def mismatches(self) -> int:
        """Mismatches of all levels so far."""
        return int(lib.mismatches(self._handle))

    @property
    def first_mismatch(self) -> str:
        """The first mismatch in words; "" for none."""
        return lib.first_mismatch(self._handle).decode()

    def finish(self) -> str:
        """Reaches the verdict: "PASS", "FAIL", "VACUOUS" or "CONFORMS"."""
        verdict = ctypes.c_int()
        check(self._handle, lib.finish(self._handle, byref(verdict)))
        self.verdict = VERDICTS[verdict.value]
        return self.verdict

    def find(self) -> List[str]:
        """Looks for what is wrong with a circuit that failed, after finish() and before the report, which
        has it then. It may take seconds."""
        count = ctypes.c_size_t()
        check(self._handle, lib.find(self._handle, byref(count)))
        return [lib.finding(self._handle, i).decode() for i in range(count.value)]

    @property
    def text(self) -> str:
        """The report of `lifcosim run`, after finish()."""
        return self._report(lib.text)

    @property
    def json(self) -> str:
        """The same as JSON, after finish()."""
        return self._report(lib.json)

    def _report(self, function) -> str:
        report = function(self._handle)
        if report is None:
            raise Misuse("there is no report yet; call finish() after the last step")
        return report.decode()
