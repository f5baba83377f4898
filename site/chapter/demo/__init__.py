"""A complete, invented chapter: what `manage.py demo` fills in."""
