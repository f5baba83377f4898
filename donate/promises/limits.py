"""Every bound of the pledge form, once."""

from __future__ import annotations

from datetime import timedelta

MIN_AMOUNT = 10_000  # đồng; below it the transfer costs more than it brings
MAX_AMOUNT = 20_000_000_000  # đồng; more than this is agreed at the office
MAX_MONTHS = 36
MAX_HOURS = 500
NAME_LENGTH = 160
EMAIL_LENGTH = 254
MESSAGE_LENGTH = 1000
GOODS_LENGTH = 300
NOTE_LENGTH = 1000
LETTER_LENGTH = 4000
COMMUNE_LENGTH = 120
DAYS_AHEAD = 365

FORM_LIFETIME = timedelta(hours=24)  # a page left open over night still sends
FASTEST = timedelta(seconds=2)  # nobody fills the form faster
SAME_PLEDGE = timedelta(hours=6)  # the same promise sent again within this is the same promise

FIRST_STEP_AFTER = timedelta(days=1)
AFTER_CONTACT = timedelta(days=3)
INSTALMENT_GRACE = timedelta(days=3)  # after an instalment's day before anybody asks for it
BETWEEN_CONTACTS = 3  # days after a call or a reminder in which nobody is reminded
REMIND_UNCALLED_AFTER = timedelta(days=7)  # who was never called is reminded of money only, and not sooner
MAX_REMINDERS = 2
LAPSE_AFTER = timedelta(days=14)  # unanswered so long after the second reminder's day
MEMOS_KEPT = timedelta(days=90)  # after a bank line is settled

# (how many, within)
PER_PHONE = (6, timedelta(hours=1))
PER_ADDRESS = (30, timedelta(hours=1))
IN_ALL = (600, timedelta(hours=1))
LOOKUPS_PER_ADDRESS = (20, timedelta(minutes=15))
LOOKUPS_PER_REFERENCE = (6, timedelta(minutes=15))
