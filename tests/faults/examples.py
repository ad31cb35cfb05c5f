"""How many examples Hypothesis tries, and which."""

import os

from hypothesis import HealthCheck, settings

# The same examples in every run, so that nobody's class waits for chance; COURSE_EXAMPLES=5000 looks for new ones.
MORE = int(os.environ.get("COURSE_EXAMPLES", "0"))
EXAMPLES = settings(
    max_examples=MORE or 150,
    derandomize=not MORE,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
