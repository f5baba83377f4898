"""A refusal that is a sentence: raised deep in the model, shown where the person is (see home.admin.workflow)."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """Something a person asked for is not allowed now; `sentence` says why and what to do instead."""

    def __init__(self, sentence: str | Promise, back_to: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.back_to = back_to
