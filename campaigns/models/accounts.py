"""The chapter's only real bank accounts. A change takes two people and stays in public history."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .second_person import SecondPersonRequest, says_by_whom, takes_two_people


class BankAccount(models.Model):
    """Never edited on a screen: `campaigns.approvals.accounts` applies what two people agreed on."""

    bank_bin = models.CharField(_("bank code (BIN)"), max_length=6, validators=[RegexValidator(r"^\d{6}$")])
    bank_name = models.CharField(_("bank"), max_length=120)
    number = models.CharField(_("account number"), max_length=19, validators=[RegexValidator(r"^[0-9A-Za-z]{4,19}$")])
    holder = models.CharField(_("account holder"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    opened_at = models.DateTimeField(_("listed since"), auto_now_add=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["-is_active", "pk"]
        constraints = [models.UniqueConstraint(fields=["bank_bin", "number"], name="one_row_an_account")]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.number}"

    @property
    def number_groups(self) -> list[str]:
        """The number in groups of four, as one reads it aloud; a single last digit stays with those before it."""
        groups = [self.number[start : start + 4] for start in range(0, len(self.number), 4)]
        if len(groups) > 1 and len(groups[-1]) == 1:
            groups[-2:] = [groups[-2] + groups[-1]]
        return groups


class BankAccountChange(SecondPersonRequest):
    class What(models.TextChoices):
        OPEN = "open", _("New account")
        ALTER = "alter", _("Change of details")
        CLOSE = "close", _("Account closed")

    what = models.CharField(_("change"), max_length=6, choices=What)
    account = models.ForeignKey(
        BankAccount, verbose_name=_("account"), null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        verbose_name = _("change of a bank account")
        verbose_name_plural = _("changes of bank accounts")
        ordering = ["-proposed_at"]
        permissions = [("decide_bankaccountchange", _("Can approve changes of bank accounts"))]
        constraints = [takes_two_people("account_change"), says_by_whom("account_change")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} #{self.pk}"

    @property
    def which(self) -> str:
        """«Ngân hàng Mẫu, 0205000000001»: the account as it is after the change, or was before it was closed."""
        facts = self.after or self.before
        return f"{facts.get('bank_name', '')}, {facts.get('number', '')}"

    @property
    def altered(self) -> list[tuple[str, str, str]]:
        """(label, before, after) of whatever differs between two versions of one account."""
        if not (self.before and self.after):
            return []
        labels = {
            "bank_name": _("bank"),
            "number": _("account number"),
            "holder": _("account holder"),
            "purpose": _("what it is for"),
        }
        pairs = [(label, self.before.get(name, ""), self.after.get(name, "")) for name, label in labels.items()]
        return [(str(label), before or "–", after or "–") for label, before, after in pairs if before != after]
