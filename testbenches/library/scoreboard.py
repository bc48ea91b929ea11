# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""Reads what an Icarus run of tb_values displays, and has the scoreboard judge it.

    vvp ... | scoreboard.py SCENARIO.yaml JSON
"""
import sys

import lifcosim


def main() -> int:
    """Returns 0 for a pass."""
    judge = lifcosim.Judge(lifcosim.Scenario(sys.argv[1]), format="q8_24", name="q8_24",
                           about="Verilated lif_neuron, one step a clock")
    judge.words_are(judge.words)
    scoreboard = lifcosim.Scoreboard(judge, lambda text: print("first:", text))
    for line in sys.stdin:
        word = line.split()
        if word[:1] == ["sent"]:
            scoreboard.sent(int(word[1]))
        elif word[:1] == ["answered"]:
            scoreboard.answered(int(word[1]), int(word[2]), int(word[3]))
    verdict = scoreboard.finish()
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(judge.json)
    print(verdict)
    return 0 if verdict == "PASS" else 1


sys.exit(main())
