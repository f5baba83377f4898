"""docs/operations.md and deploy/ speak of what there is: every command, timer and setting, and nothing that is gone."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
UNITS = ROOT / "deploy" / "systemd"
MANUAL = (ROOT / "docs" / "operations.md").read_text()
TIMERS = sorted(UNITS.glob("*.timer"))
BY_HAND = {"demo", "empty_page_cache"}  # no clock asks for them
OF_TESTS = {"DEBUG", "TEST_MEDIA_ROOT", "SMALL_STATIC"}


def own_commands():
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT)}
    return {name: app for name, app in get_commands().items() if app in ours and ".venv" not in apps_path(app)}


def apps_path(app):
    return next(config.path for config in apps.get_app_configs() if config.name == app)


def started_by(timer):
    """The management commands that a timer starts."""
    unit = re.search(r"^Unit=(.+)$", timer.read_text(), re.M)[1]
    if unit_of_command := re.fullmatch(r"chapter-command@(\w+)\.service", unit):
        return [unit_of_command[1]]
    return re.findall(r"manage\.py (\w+)", (UNITS / unit).read_text())


def row_of(timer):
    return next((line for line in MANUAL.splitlines() if line.startswith(f"| `{timer.stem}` |")), "")


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_each_command_says_what_it_does_and_runs_by_a_timer_or_by_hand(name):
    app = own_commands()[name]
    help_text = load_command_class(app, name).help
    assert len(help_text.split()) > 5, help_text
    timed = {command for timer in TIMERS for command in started_by(timer)}
    assert (name in timed) != (name in BY_HAND)
    if name != "demo":
        assert f"`{name}`" in MANUAL


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_each_timer_starts_something_that_there_is_and_stands_in_the_manual(timer):
    row = row_of(timer)
    assert row
    for command in started_by(timer):
        assert command in get_commands()
        assert f"`{command}`" in row


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_an_hour_of_the_day_is_that_of_vietnam_wherever_the_server_stands(timer):
    when = re.search(r"^OnCalendar=(.+)$", timer.read_text(), re.M)[1]
    hour = re.search(r" (\d\d:\d\d):00", when)
    if hour:
        assert when.endswith(" Asia/Ho_Chi_Minh")
        assert hour[1] in row_of(timer)


def test_the_manual_names_no_timer_that_is_gone():
    named = set(re.findall(r"^\| `(chapter-\w+)` \|", MANUAL, re.M))
    assert named == {timer.stem for timer in TIMERS}


def test_every_setting_that_is_read_stands_in_the_manual_and_every_one_that_is_offered_is_read():
    sources = [*(ROOT / "site" / "chapter" / "settings").glob("*.py"), *(ROOT / "deploy").glob("*.py")]
    read = set(re.findall(r"(?:env(?:\.\w+)?\(|environ\.get\()\s*\"([A-Z][A-Z0-9_]+)\"", "".join(
        source.read_text() for source in sources
    )))  # fmt: skip
    table = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", MANUAL))
    assert read - OF_TESTS - {"GUNICORN_BIND", "DJANGO_SETTINGS_MODULE"} <= table
    offered = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / "deploy" / "chapter.env.example").read_text(), re.M))
    assert offered <= read | {"DJANGO_SETTINGS_MODULE"}
