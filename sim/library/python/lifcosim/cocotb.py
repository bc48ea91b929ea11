# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""A monitor for cocotb, on the scoreboard; docs/BENCH.md shows its use. Not run here: cocotb is not in Debian."""
import cocotb  # pylint: disable=import-self
from cocotb.triggers import ReadOnly, RisingEdge

from ._scoreboard import Scoreboard


class Monitor:
    """Watches the circuit's ports at each rising edge, before the edge changes them."""

    def __init__(self, dut, judge, *, clock, take, result, drive, membrane, spike, before=None):
        self.scoreboard = Scoreboard(judge, cocotb.log.error)
        self.clock = getattr(dut, clock)
        self.take = [getattr(dut, name) for name in take]
        self.result, self.drive = getattr(dut, result), getattr(dut, drive)
        self.membrane, self.spike = getattr(dut, membrane), getattr(dut, spike)
        self.before = getattr(dut, before) if before else None

    async def run(self):
        """Never ends; start it with cocotb.start_soon."""
        while True:
            await RisingEdge(self.clock)
            if all(int(signal.value) for signal in self.take):
                self.scoreboard.sent(self.drive.value.signed_integer)
            await ReadOnly()  # what the edge has made
            if int(self.result.value):
                before = self.before.value.signed_integer if self.before is not None else 0
                self.scoreboard.answered(self.membrane.value.signed_integer, int(self.spike.value), before)
