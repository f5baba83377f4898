"""Templates that a person can read: short lines, small files, few of them side by side."""

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LONGEST_LINE, LONGEST_FILE, MOST_SIDE_BY_SIDE = 120, 400, 20


def test_no_line_of_a_template_is_longer_than_a_screen_is_wide():
    # Letters (*.txt) are left out: where a line of theirs ends, the line of the letter ends.
    too_long = [
        f"{path.relative_to(TEMPLATES)}:{number}: {len(line)}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert too_long == []


def test_no_template_is_longer_than_a_person_reads_at_once():
    lengths = {
        str(path.relative_to(TEMPLATES)): len(path.read_text("utf-8").splitlines()) for path in TEMPLATES.rglob("*.*")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_folder_of_templates_is_a_crowd():
    folders = [TEMPLATES, *(path for path in TEMPLATES.rglob("*") if path.is_dir())]
    crowds = {str(folder.relative_to(TEMPLATES)): len(list(folder.iterdir())) for folder in folders}
    assert {folder: number for folder, number in crowds.items() if number > MOST_SIDE_BY_SIDE} == {}
