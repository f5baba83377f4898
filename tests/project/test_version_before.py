"""What the version before left behind opens in this one: its backup is put back, migrated, and nothing is missing."""

import json
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from .places import ROOT, place_of_its_own, program

ENGINE = "sqlite" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else "postgresql"
KEPT = Path(__file__).parent / "fixtures" / "version_1_0" / ENGINE


@pytest.fixture(scope="module")
def before():
    """The survey that the version before made of its own database."""
    return json.loads(lzma.decompress((KEPT / "survey.json.xz").read_bytes()))


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    """The same survey by this version, of that database put back."""
    folder = tmp_path_factory.mktemp("version-before")
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(KEPT / "manifest.json", copy)
    for packed in KEPT.glob("database.*.xz"):
        (copy / packed.stem).write_bytes(lzma.decompress(packed.read_bytes()))
    old = folder / "before.json"
    old.write_bytes(lzma.decompress((KEPT / "survey.json.xz").read_bytes()))
    with place_of_its_own(folder, f"chapter_before_{os.getpid()}") as env:
        restored = program("restore.py", copy, **env)
        assert restored.returncode == 0, restored.stdout + restored.stderr
        assert "check_ledger" in restored.stdout
        surveyed = subprocess.run(
            [sys.executable, "-m", "tests.project.survey", str(old)],
            cwd=ROOT,
            env={
                **os.environ,
                **env,
                "PYTHONPATH": str(ROOT / "site"),
                "DJANGO_SETTINGS_MODULE": "chapter.settings.development",
                "LOG_LEVEL": "ERROR",
            },
            capture_output=True,
            text=True,
        )
    assert surveyed.returncode == 0, surveyed.stderr
    return {**json.loads(surveyed.stdout), "log": surveyed.stderr[-6000:]}


def test_its_database_is_brought_up_to_date_and_no_model_says_more_than_the_migrations(now):
    assert now["migrations"] == {"waiting": [], "unmade": []}


def test_no_row_is_lost(before, now):
    assert before["counts"]["donate.pledge"] > 50
    assert {name: now["counts"].get(name) for name in before["counts"]} == before["counts"]


@pytest.mark.parametrize("what", ["pledges", "ledger", "receipts"])
def test_sums_of_money_and_heads_of_the_chains_are_what_they_were(what, before, now):
    assert before["sums"][what]
    assert now["sums"][what] == before["sums"][what]


def test_no_group_gained_or_lost_a_right(before, now):
    assert len(before["rights"]) == 6
    assert now["rights"] == before["rights"]


def test_every_page_is_of_its_type_stands_where_it_stood_and_is_as_public_as_it_was(before, now):
    assert now["pages"] == before["pages"]
    assert now["kinds"] == before["kinds"]


def test_every_stored_body_and_every_revision_reads_to_its_last_block(before, now):
    assert before["bodies"]["blocks"] > 300
    assert now["bodies"] == {**before["bodies"], "lost": []}


def test_public_addresses_and_those_that_donors_were_given_answer_as_before(before, now):
    assert list(before["public"].values()).count(200) > 80
    assert now["public"] == before["public"], now["log"]


def test_the_desk_opens_to_each_group_as_before(before, now):
    for login, addresses in before["desk"].items():
        assert addresses["/admin/"] == 200
        assert now["desk"][login] == addresses, f"{login}\n{now['log']}"
