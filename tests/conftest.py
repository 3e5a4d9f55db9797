"""What every test shares."""

from hypothesis import settings

# No test asserts a time, so none may fail because a machine was busy.
settings.register_profile("dedup", deadline=None)
settings.load_profile("dedup")
