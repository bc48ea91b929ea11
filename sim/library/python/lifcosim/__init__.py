# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of lifcosim, for a bench in Python.

    import lifcosim
    scenario = lifcosim.Scenario("scenario.yaml")
    judge = lifcosim.Judge(scenario, format="q8_24")
    words = judge.words                    # put these at the circuit's ports
    drives, holds = judge.drives(judge.steps)
    for drive in drives:
        ...                                # run a step of the circuit
        judge.step(drive, membrane, spike, before)
    print(judge.finish(), judge.text)      # "PASS", and the report of `lifcosim run`

Words are those at the circuit's ports: integers, with the fraction bits of its format. A step is one
time step of the neuron, not a clock. What is wrong raises WrongInput or Misuse, whose text says what
would be right.
"""
from ._judge import Judge, Scenario, TrialPart, Words
from ._library import Error, Misuse, Unusable, WrongInput, version
from ._scoreboard import Scoreboard

__all__ = ["Error", "Judge", "Misuse", "Scenario", "Scoreboard", "TrialPart", "Unusable", "Words", "WrongInput",
           "version"]
