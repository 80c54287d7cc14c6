"""Settings for every test: examples are drawn the same way in every run, and a slow machine fails no test."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("repeatable")
