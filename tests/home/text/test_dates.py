"""Days typed into the admin reach the server as they were typed."""

import json

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


def test_the_calendar_changes_nothing_that_somebody_typed():
    """Else 31/02 would become 3 March, and a word today, before anybody could say that it cannot be read."""

    class Days(forms.Form):
        day = forms.DateField(widget=AdminDateInput)
        moment = forms.DateTimeField(widget=AdminDateTimeInput)

    for field in Days():
        config = json.loads(field.field.widget.get_context(field.name, None, {})["widget"]["config_json"])
        assert config["validateOnBlur"] is False
        assert config["format"].startswith("d/m/Y")
