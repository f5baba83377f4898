"""All that hangs on what Wagtail, Django and modelsearch do not promise: methods with an underscore, and patches.

Written for Wagtail 7.4, Django 5.2 and modelsearch 1.3. tests/home/test_wagtail_private.py says of each thing what it
takes for granted, and fails with a sentence when a new release takes it away. What each saves, and why it stays:
docs/decisions/039-wagtail-private.md
"""
