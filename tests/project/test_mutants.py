"""`make mutants` changes what it says it does, one thing at a time, and knows files that there are."""

import ast
import importlib.util

import pytest

from .places import ROOT

SPEC = importlib.util.spec_from_file_location("mutants", ROOT / "tools" / "mutants.py")
tool = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tool)

SAMPLE = '''
def pay(self, amount: int = 1) -> bool:
    """Words."""
    if amount > self.due and not self.over:
        raise ValueError("too much")
    self.paid = self.paid + amount
    self.save()
    return self.paid >= self.due  # no mutant: only a sample
'''


def test_each_change_of_a_sample_is_one_that_a_person_could_have_typed():
    changes = {(each.before, each.after) for each in tool.mutants(SAMPLE)}
    assert changes == {
        ("1", "2"),
        ("amount > self.due and (not self.over)", "amount > self.due or not self.over"),
        ("amount > self.due and (not self.over)", "not (amount > self.due and (not self.over))"),
        ("amount > self.due", "amount >= self.due"),
        ("not self.over", "self.over"),
        ("raise ValueError('too much')", "pass"),
        ("self.paid = self.paid + amount", "pass"),
        ("self.paid + amount", "self.paid - amount"),
        ("self.save()", "pass"),
    }


def test_every_changed_file_still_is_python_and_differs_from_the_one_before_it():
    sources = [each.source for each in tool.mutants(SAMPLE)]
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(SAMPLE)) not in {ast.unparse(ast.parse(source)) for source in sources}


@pytest.mark.parametrize("name", tool.GUARDED)
def test_the_files_it_changes_and_the_tests_it_runs_are_there(name):
    file, tests = tool.GUARDED[name]
    assert [path for path in (file, *tests) if not (ROOT / path).is_file()] == []
