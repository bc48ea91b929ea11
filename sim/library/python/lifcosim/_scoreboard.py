# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""A scoreboard: drives and answers come apart in time, and are put together here."""
from collections import deque
from typing import Callable, Deque, Optional

from ._judge import Judge
from ._library import Misuse


class Scoreboard:
    """Plain Python, which any simulator can call: sent() at each clock in which the circuit takes a
    step, answered() at each in which a result is there. The results come in the order of the steps.
    report is called with a text at the first mismatch."""

    def __init__(self, judge: Judge, report: Optional[Callable[[str], None]] = None):
        self.judge = judge
        self.report = report
        self._waiting: Deque[int] = deque()

    def sent(self, drive: int) -> None:
        """The circuit took a step with this drive."""
        self._waiting.append(drive)

    def answered(self, membrane: int, spike: int, before: int = 0) -> bool:
        """A result is there. Returns whether nothing was wrong with it."""
        if not self._waiting:
            raise Misuse("a result without a step that it belongs to; call sent() for each step")
        first = self.judge.mismatches == 0
        good = self.judge.step(self._waiting.popleft(), membrane, spike, before)
        if not good and first and self.report is not None:
            self.report(self.judge.first_mismatch)
        return good

    def finish(self) -> str:
        """Reaches the verdict, and reports what is wrong, if it has a name; steps without a result are a misuse."""
        if self._waiting:
            raise Misuse(f"{len(self._waiting)} steps have no result yet")
        verdict = self.judge.finish()
        for finding in self.judge.find():
            self.report(finding)
        return verdict
