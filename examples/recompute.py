#!/usr/bin/env python3
"""Runs the Python line of every claim that fails and compares what it prints with the printed witness.

Usage: recompute.py MATHLINT PATH...

Needs mpmath. Claims are read from `check --verdicts`, so that failures which a page expects count too. Exits 1 if a
line does not run, or prints another value than the finding does.
"""

import json
import subprocess
import sys

from mpmath import mp, mpc, mpf

mp.dps = 30

# Printed values carry twelve digits.
TOLERANCE = mpf(10) ** -10


def failures(mathlint, paths):
    """Rows of the claims that fail, with their witnesses."""
    command = [mathlint, "check", "--verdicts", "--exit-zero", *paths]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = (json.loads(line) for line in output.splitlines())
    return [row for row in rows if row["verdict"] == "fails"]


def number(text):
    """A printed value: `0.25`, `0 + 3.14 i`."""
    parts = text.replace(" ", "")
    if parts.endswith("i"):
        split = max(parts.rfind("+", 1), parts.rfind("-", 1))
        return mpc(mpf(parts[:split]), mpf(parts[split:-1]))
    return mpf(parts)


def values(text):
    """All numbers of a side: one, or the entries of an array."""
    return [number(part) for part in text.strip("[]").split(",")]


def agree(printed, computed):
    return len(printed) == len(computed) and all(
        abs(one - other) <= TOLERANCE * max(1, abs(one)) for one, other in zip(printed, computed)
    )


def recompute(line):
    """Both sides as Python computes them: the line with its `print` turned into a list."""
    *setting, last = line.split("; ")
    inner = last.removeprefix("print(").removesuffix(")")
    scope = {}
    exec("; ".join(setting), scope)
    return [flat(side) for side in eval(f"[{inner}]", scope)]


def flat(side):
    if hasattr(side, "tolist"):
        side = [entry for row in side.tolist() for entry in row]
    return list(side) if isinstance(side, (list, tuple)) else [side]


def main(mathlint, paths):
    rows = failures(mathlint, paths)
    bad = missing = 0
    for row in rows:
        witness = row["witness"] or {}
        line = witness.get("recompute")
        place = f"{row['file']}:{row['start']['line']}"
        if not line:
            missing += 1
            print(f"{place}: no line to recompute")
            continue
        try:
            sides = recompute(line)
            printed = [values(witness["left"]), values(witness["right"])]
        except Exception as error:  # whatever Python says belongs to the report
            bad += 1
            print(f"{place}: {type(error).__name__}: {error}\n    {line}")
            continue
        if not all(agree(one, other) for one, other in zip(printed, sides)):
            bad += 1
            print(f"{place}: {witness['left']}, {witness['right']} are printed, {sides} computed\n    {line}")
    print(f"{len(rows)} claims fail: {len(rows) - bad - missing} recomputed, {bad} not, {missing} without a line")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
