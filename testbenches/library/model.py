# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""Judges the integer model on each scenario in Python, by blocks of numpy where it is told to, and
writes the reports; then tries what is refused.

    model.py FOLDER lists|numpy SCENARIO.yaml ...
"""
import json
import os
import sys

import lifcosim


def judged(path: str, arrays) -> str:
    """Gives the JSON of a run."""
    scenario = lifcosim.Scenario(path)
    judge = lifcosim.Judge(scenario, format="q8_24", name="model:q8_24", about="integer model", hold_width=32)
    judge.words_are(judge.words)
    drive, hold = judge.drives(judge.steps)
    before, after, spike = judge.model(drive, hold)
    judge.block(arrays(drive), arrays(after), arrays(spike), arrays(before))
    assert judge.finish() in ("PASS", "FAIL", "VACUOUS"), judge.verdict
    assert judge.text.startswith(judge.verdict)
    assert judge.done == scenario.steps
    return judge.json


def refuses(kind, says: str, call) -> None:
    """A call that must raise, with a text."""
    try:
        call()
    except kind as error:
        assert says in str(error), (says, str(error))
        return
    raise AssertionError(f"accepted: {says}")


def main() -> None:
    """Prints what there is to compare."""
    folder, kind, *paths = sys.argv[1:]
    arrays = list
    if kind == "numpy":
        import numpy  # pylint: disable=import-outside-toplevel
        arrays = numpy.array
        scenario = lifcosim.Scenario(paths[0])
        judge = lifcosim.Judge(scenario, format="q8_24")
        refuses(lifcosim.WrongInput, "not volts", lambda: judge.block(None, numpy.zeros(3), [0, 0, 0], [0, 0, 0]))
        refuses(lifcosim.WrongInput, "does not fit",
                lambda: judge.block(None, numpy.array([1 << 40] * 3), [0, 0, 0], [0, 0, 0]))
    for path in paths:
        report = judged(path, arrays)
        json.loads(report)
        with open(os.path.join(folder, os.path.basename(path) + ".json"), "w", encoding="utf-8") as file:
            file.write(report)
    scenario = lifcosim.Scenario(paths[0])
    judge = lifcosim.Judge(scenario, format="q8_24")
    refuses(lifcosim.Misuse, "call finish()", lambda: judge.json)
    refuses(lifcosim.Misuse, "were judged", judge.finish)
    refuses(lifcosim.Misuse, "give one of", lambda: lifcosim.Judge(scenario, format="q8_24", shows="all"))
    refuses(lifcosim.Misuse, "give one", lambda: lifcosim.Judge(scenario))
    refuses(lifcosim.Misuse, "has 2 steps, and spike has 1", lambda: judge.block([0, 0], [0], [0], [0]))
    refuses(lifcosim.WrongInput, "does not fit", lambda: judge.block(None, [1 << 31], [0], [0]))
    refuses(lifcosim.WrongInput, "q99", lambda: lifcosim.Judge(scenario, format="q99"))
    refuses(lifcosim.WrongInput, "nothere", lambda: lifcosim.Scenario("nothere.yaml"))
    refuses(lifcosim.Misuse, "path or a text", lifcosim.Scenario)
    changed = lifcosim.Scenario(text=open(paths[0], encoding="utf-8").read(), set=["steps=10"])
    assert changed.steps == 10, changed.steps
    refuses(lifcosim.Misuse, "without a step", lambda: lifcosim.Scoreboard(judge).answered(0, 0))
    print("all refused")


main()
