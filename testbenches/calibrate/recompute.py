#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""Recomputes by its own reading of the equations every row of the table that `lifcosim calibrate`
prints beside a nearest text (on standard input), each from nothing but what stands in that row.

It prints the number of rows and the names of the columns that the text takes, and ends with status 1
and a line for each row that the text does not give.
"""
import re
import sys


def fit(value, bits, signed):
    """Cuts a value to a type, as a register does."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def down(value, bits):
    return value >> bits


def trunc(value, bits):
    return -(-value >> bits) if value < 0 else value >> bits


FUNCTIONS = {
    "floor": down,
    "trunc": trunc,
    "ceil": lambda value, bits: -(-value >> bits),
    "round": lambda value, bits: (value + (1 << bits >> 1)) >> bits,
    "clamp": lambda low, value, high: min(max(low, value), high),
    "abs": abs,
    "max": max,
    "min": min,
}


def python_of(text):
    """Turns an expression of the equations into one of Python."""
    text = text.strip().replace("'", "_next")
    depth = 0
    for at, sign in enumerate(text):  # the first ? outside of parentheses
        depth += (sign == "(") - (sign == ")")
        if sign == "?" and depth == 0:
            colon = text.index(":", at)
            return "(%s) if (%s) else (%s)" % (
                python_of(text[at + 1 : colon]),
                python_of(text[:at]),
                python_of(text[colon + 1 :]),
            )
    return text


def read(lines):
    """Gives the names of states and outputs, and the statements of a step in their order."""
    states, outputs, steps = [], [], []
    for line in lines:
        line = line.split(" real ")[0].strip()
        typed = r"(\w+'?)(?:: ([su])(\d+))? = (.*)"
        if line.startswith(("input ", "param ")):
            continue
        if match := re.fullmatch(r"state (\w+): ([su])(\d+)(?: = .*)?", line):
            states.append((match[1], match[2] == "s", int(match[3])))
        elif match := re.fullmatch(r"output (\w+)(?: @\d)? = (.*)", line):
            outputs.append((match[1], match[2]))
        elif match := re.fullmatch(typed, line):
            steps.append(match.groups())
        else:
            sys.exit("recompute.py: not understood: " + line)
    return states, outputs, steps


def recompute(row, states, outputs, steps):
    """Gives the outputs and the next states of a row."""
    known = dict(FUNCTIONS, **row)
    types = {name: (bits, signed) for name, signed, bits in states}
    for name, sign, bits, text in steps:
        value = int(eval(python_of(text), {}, known))  # of the program under test, in a test
        if bits:
            value = fit(value, int(bits), sign == "s")
        elif name.endswith("'"):
            value = fit(value, *types[name[:-1]])
        known[name.replace("'", "_next")] = value
    for name, _, _ in states:
        known.setdefault(name + "_next", row[name])
    return [int(eval(python_of(text), {}, known)) for _, text in outputs], [
        known[name + "_next"] for name, _, _ in states
    ]


def main():
    told, columns, rows, equations = {}, None, [], None
    for line in sys.stdin.read().splitlines():
        if match := re.search(r"its constants are (.*)\.$", line):
            told = {name: int(word) for name, word in re.findall(r"(\w+) = (-?\d+)", match[1])}
        elif match := re.match(r"#   step((?:  +\w+)+)  this text: ", line):
            columns = match[1].split()
        elif columns and re.match(r"#  +\d+ ", line):
            rows.append(line[1:].split()[1:])
        elif line == "  equations: |":
            equations = []
        elif equations is not None and line.startswith("    "):
            equations.append(line)
        elif equations:
            break
    if not rows or not equations:
        sys.exit("recompute.py: there is no table with a text")
    states, outputs, steps = read(equations)
    if columns[:-1] != [name for name, _, _ in states]:
        sys.exit("recompute.py: the columns are not the states of the text")
    wrong = 0
    for at, words in enumerate(rows):
        row = dict(told, **{name: int(word) for name, word in zip(columns, words)})
        shown = words[len(columns) :]
        answers, after = recompute(row, states, outputs, steps)
        if len(answers) == 1:  # the membrane is hidden: the column is that after the step
            answers.append(after[0])
        good = [int(shown[0]), int(shown[1])] == answers
        if at + 1 < len(rows):
            good = good and [int(word) for word in rows[at + 1][: len(states)]] == after
        other = shown[0] != shown[2] or shown[3] not in ("hidden", shown[1])
        if not good or other != (shown[-1] == "differs"):
            print("row", at, "is", words, "and should have", answers, "and then", after)
            wrong += 1
    print(len(rows), *columns)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
