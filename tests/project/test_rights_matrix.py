"""A new screen of money or promises says in the table of rights who may open it (the requests: tests/rights)."""

from donate.desk.pledge.actions import ACTIONS
from tests.rights import people as matrix
from tests.rights.table import OURS


def test_every_screen_of_money_and_promises_has_its_row():
    screens = {name for name in matrix.addresses() if name.startswith(("donate", "campaigns"))}
    rows = {row.split()[0] for row in OURS}
    assert screens - rows == set(), "a new screen: say in the table who may open it and who may send it"
    assert rows - screens == set(), "a row for a screen that is no more"
    steps = {row.split()[1] for row in OURS if row.startswith("donate_pledge_act ")}
    assert steps == set(ACTIONS), "a step of a pledge without its row, or a row for none"
