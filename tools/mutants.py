#!/usr/bin/env python
"""Changes lines of the heart one at a time and says which change no test notices.

    make mutants                                  all of them: an hour or two
    make mutants ONLY=ledger,matching MOST=20     twenty of each, spread evenly over the file
    make mutants ONLY=ledger:120                  those of one line

A comparison is moved by one or turned round, a condition negated, `and` made `or`, a number one larger, a sum a
difference, a statement left out. Only a copy of the tree is changed. Exit 0: all were noticed; 1: some survived.
What cannot be noticed, because it changes nothing, carries `# no mutant: why` on its line.
"""

from __future__ import annotations

import ast
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# What is changed, and the tests that guard it: the nearest first, for the first failure ends a run.
GUARDED: dict[str, tuple[str, list[str]]] = {
    "lifecycle": (
        "donate/promises/lifecycle.py",
        [
            "tests/donate/promises/test_lifecycle.py",
            "tests/donate/promises/test_following_up.py",
            "tests/donate/promises/test_tidy.py",
            "tests/donate/receiving/test_write_offs.py",
            "tests/donate/public/test_own_page.py",
            "tests/donate/public/test_own_data.py",
            "tests/donate/desk/test_bulk.py",
            "tests/donate/desk/pledge/test_actions.py",
            "tests/donate/desk/pledge/test_page.py",
        ],
    ),
    "ledger": (
        "campaigns/ledger/posting.py",
        [
            "tests/campaigns/test_ledger.py",
            "tests/campaigns/test_ledger_days.py",
            "tests/campaigns/test_proposals.py",
            "tests/campaigns/test_distributions.py",
        ],
    ),
    "receiving": (
        "donate/receiving/recording.py",
        [
            "tests/donate/receiving/test_receipts.py",
            "tests/donate/desk/test_receive.py",
            "tests/donate/promises/test_lifecycle.py",
            "tests/donate/receiving/test_write_offs.py",
            "tests/donate/receiving/test_turning_back.py",
            "tests/donate/desk/test_receipts.py",
        ],
    ),
    "privacy": (
        "donate/privacy/erasing.py",
        [
            "tests/donate/privacy/test_who_may_erase.py",
            "tests/donate/privacy/test_erasure.py",
            "tests/donate/privacy/test_retention.py",
            "tests/donate/privacy/test_rights_of_donors.py",
            "tests/donate/privacy/test_requests.py",
            "tests/donate/privacy/test_erasure_screens.py",
            "tests/donate/desk/test_privacy_requests.py",
            "tests/donate/promises/test_tidy.py",
        ],
    ),
    "matching": (
        "donate/bank/matching.py",
        ["tests/donate/bank/test_matching.py", "tests/donate/desk/test_statements.py"],
    ),
}
PAIRS: list[tuple[type, type]] = [
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
    (ast.And, ast.Or),
    (ast.Add, ast.Sub),
    (ast.Mult, ast.FloorDiv),
    (ast.BitAnd, ast.BitOr),
]
SWAPPED = {**dict(PAIRS), **{right: left for left, right in PAIRS}}
NOT_RUN = {"annotation", "returns", "decorator_list"}
SETTINGS = "from chapter.settings.test import *\nDATABASES['default']['TEST'] = {{'NAME': {!r}}}\n"


class Mutant(NamedTuple):
    line: int
    before: str
    after: str
    source: str  # of the whole file


def replacements(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    match node:
        case ast.Compare(left=left, ops=[sign], comparators=right):
            yield ast.Compare(left, [SWAPPED[type(sign)]()], right)
        case ast.BoolOp(op=sign, values=values):
            yield ast.BoolOp(SWAPPED[type(sign)](), values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SWAPPED:
            yield ast.BinOp(left, SWAPPED[type(sign)](), right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Return(value=None):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
    if field == "test" and isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.BoolOp | ast.NamedExpr):
        yield ast.UnaryOp(ast.Not(), node)


def walk(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children if field not in NOT_RUN else []:
            if isinstance(child, ast.AST):
                yield from walk(child)


def mutants(source: str) -> Iterator[Mutant]:
    """Every file that differs from `source` by one change."""
    tree, lines = ast.parse(source), source.splitlines()
    for parent in walk(tree):
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                fixed = field in NOT_RUN or not isinstance(node, ast.expr | ast.stmt)
                if fixed or "# no mutant" in lines[node.lineno - 1]:
                    continue
                for other in replacements(node, field):
                    put(parent, field, place, other)
                    mutated = ast.unparse(ast.fix_missing_locations(tree))
                    put(parent, field, place, node)
                    yield Mutant(node.lineno, ast.unparse(node), ast.unparse(other), mutated)


def put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


class Copy:
    """The tree in a folder of its own, with a test database that migrations fill once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)
        (folder / "mutant_settings.py").write_text(SETTINGS.format(str(folder / "tests.sqlite3")))
        if not self.passes(["tests/home/safety/test_health.py"]):
            raise SystemExit("The tests do not run at all: make test")

    def passes(self, tests: list[str], within: float | None = None) -> bool:
        """Whether these tests pass; not, where they take longer than `within` seconds."""
        command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "--reuse-db", "--ds=mutant_settings"]
        command += ["-p", "no:cacheprovider", "-m", "not browser and not postgres and not commits", *tests]
        env = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
        try:
            done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, timeout=within, check=False)
            return not done.returncode
        except subprocess.TimeoutExpired:
            return False

    def survived_by(self, file: str, mutant: Mutant, tests: list[str], within: float) -> bool:
        kept = (self.folder / file).read_text("utf-8")
        (self.folder / file).write_text(mutant.source, "utf-8")
        try:
            return self.passes(tests, within)
        finally:
            (self.folder / file).write_text(kept, "utf-8")


def chosen(name: str, lines: set[int], most: int) -> list[Mutant]:
    """Of all lines where none is named; `most` of them spread over the file, 0: all."""
    source = (ROOT / GUARDED[name][0]).read_text("utf-8")
    candidates = [mutant for mutant in mutants(source) if not lines or mutant.line in lines]
    candidates.sort(key=lambda mutant: mutant.line)
    if not 0 < most < len(candidates):
        return candidates
    return [candidates[place * len(candidates) // most] for place in range(most)]


def survivors(name: str, tried: list[Mutant], copies: queue.Queue[Copy]) -> int:
    """Prints each change that no test noticed; how many they are."""
    file, tests = GUARDED[name]
    began = time.monotonic()
    if not copies.queue[0].passes(tests):
        raise SystemExit(f"{name}: its tests fail before anything is changed: {' '.join(tests)}")
    within = 60 + 4 * (time.monotonic() - began)

    def survives(mutant: Mutant) -> bool:
        copy = copies.get()
        try:
            return copy.survived_by(file, mutant, tests, within)
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(copies.qsize()) as pool:
        alive = [mutant for mutant, lives in zip(tried, pool.map(survives, tried), strict=True) if lives]
    print(f"{name}: {len(tried)} changes, {len(alive)} survived")
    for mutant in alive:
        print(f"  {file}:{mutant.line}: {mutant.before:.70}  ->  {mutant.after:.70}")
    sys.stdout.flush()
    return len(alive)


def main() -> int:
    lines_of: dict[str, set[int]] = {}
    for part in os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else GUARDED:
        name, _colon, line = part.partition(":")
        lines_of.setdefault(name, set()).update({int(line)} if line else set())
    if unknown := lines_of.keys() - GUARDED:
        raise SystemExit(f"ONLY: {', '.join(unknown)}? There are {', '.join(GUARDED)}")
    copies: queue.Queue[Copy] = queue.Queue()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for number in range(int(os.environ.get("JOBS") or 2)):
            copies.put(Copy(Path(folder) / str(number)))
        most = int(os.environ.get("MOST") or 0)
        return min(1, sum(survivors(name, chosen(name, lines, most), copies) for name, lines in lines_of.items()))


if __name__ == "__main__":
    sys.exit(main())
