"""What every test shares."""

import os

from hypothesis import settings

# No test asserts a time, so none may fail because a machine was busy.  HYPOTHESIS_PROFILE=long
# tries more examples; each usual run draws other ones.
settings.register_profile("dedup", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dedup"))
