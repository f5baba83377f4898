"""Counters against floods, on the database so that every worker counts together. Keys are digests, never addresses."""

from django.db import models


class Throttle(models.Model):
    key = models.CharField(max_length=64, unique=True)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key[:8]
