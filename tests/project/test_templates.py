"""Templates and sheets a person can read, and the white space that readers do not pay for."""

import ast
import re

import pytest
from chapter.template_loader import squeeze
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import get_template

from .test_house import ROOT, tracked

LONGEST_LINE = 120
LONGEST_FILE = 400
MOST_SIDE_BY_SIDE = 20


def written_by_us():
    return tracked("*.html", "*.css", "*.js", "*.svg")


def test_no_line_of_a_template_sheet_script_or_drawing_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in written_by_us()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert not long


def test_no_template_and_no_sheet_is_longer_than_400_lines():
    assert not [path for path in written_by_us() if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]


def test_no_folder_of_templates_or_sheets_holds_more_than_twenty_files():
    folders = [path.parent for path in written_by_us()]
    crowded = {folder for folder in folders if folders.count(folder) > MOST_SIDE_BY_SIDE}
    assert not crowded


def shown(source, **context):
    return Engine().from_string(squeeze(source)).render(Context(context))


def test_layout_of_the_source_is_not_in_the_page():
    source = """
        {# what it shows #}
        <ul>
          {% for name in names %}
            <li>
              <b>{{ name }}</b>
            </li>

          {% endfor %}
        </ul>
    """
    assert shown(source, names=["Na", "Lý"]) == "<ul>\n<li>\n<b>Na</b>\n</li>\n<li>\n<b>Lý</b>\n</li>\n</ul>"


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<b>một</b>\n    <i>hai</i>", "<b>một</b>\n<i>hai</i>"),
        ("{{ a }}\n    {{ b }}", "1 2"),
        ("một\n\n\n  hai", "một hai"),
        ("{{ a }}\n{% if b %}\n  {{ b }}\n{% endif %}\n{{ a }}", "1 2 1"),
        ("{{ a }}\n{% if c %}\n  {{ c }}\n{% endif %}\n{{ a }}", "1 1"),
        ("{{ a }}{% if b %},\n{{ b }}{% endif %}.", "1, 2."),
        ("{% for x in 'xyz' %}\n  {{ x }}\n{% endfor %}", "x y z "),
        ("a  b\tc", "a  b\tc"),
    ],
)
def test_what_stood_apart_stands_apart_by_one_white_space_and_what_touched_still_touches(source, page):
    assert shown(source, a=1, b=2, c=0) == page


def test_a_part_may_stand_in_the_middle_of_a_sentence():
    part = squeeze("{# a day #}\n{% load l10n %}\n{% if day %}\n  {{ day }}\n{% endif %}\n")
    assert Engine(libraries={"l10n": "django.templatetags.l10n"}).from_string(part).render(Context({"day": 2})) == "2"


@pytest.mark.parametrize(
    "source",
    [
        "<pre>\n  a\n    b\n</pre>",
        "<textarea>\n a\n\n b</textarea>",
        '<script type="text/plain">\n  a // b\n  c\n</script>',
        "{% blocktranslate %}  two\n  lines{% endblocktranslate %}",
    ],
)
def test_text_whose_white_space_means_something_stays_as_it_is(source):
    assert squeeze(source) == source
    assert squeeze(f"<p>\n  {source}\n</p>") == f"<p>\n{source}\n</p>"


def test_tags_and_their_attributes_may_stand_on_lines_of_their_own():
    assert (
        shown('<a\n  class="b"\n  {% if a %}\n    href="/"\n  {% endif %}>x</a>', a=1) == '<a class="b" href="/" >x</a>'
    )


def test_letters_keep_their_lines():
    from django.template.loader import get_template

    letter = get_template("donate/mail/footer.txt")
    assert letter.template.source == (ROOT / "templates" / "donate" / "mail" / "footer.txt").read_text("utf-8")


def templates_named():
    """(where, template) of every template that code or another template names in full."""
    for path in tracked("home/*.py", "stories/*.py", "campaigns/*.py", "donate/*.py", "site/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[\w-]+/[\w/-]+\.txt|[\w/-]+\.html", str(node.value)):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value
    named = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
    for path in tracked("*.html"):
        for name in named.findall(path.read_text("utf-8")):
            yield str(path.relative_to(ROOT)), name


def test_every_template_that_is_named_is_there():
    """A screen that is drawn only where something is refused would be a fault for the one who is refused."""

    def is_there(name):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            return False
        return True

    named = list(templates_named())
    assert len(named) > 200
    assert [(where, name) for where, name in named if not is_there(name)] == []
