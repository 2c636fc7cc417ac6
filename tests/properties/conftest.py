"""How many examples: a few in the suite, and 10,000 each with `--hypothesis-profile=thorough`."""

from hypothesis import HealthCheck, settings

# A machine that has other work to do is no reason to fail.
slow = [HealthCheck.too_slow]
settings.register_profile(
    "suite",
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=slow,
)
settings.register_profile(
    "thorough",
    max_examples=10_000,
    deadline=None,
    derandomize=False,
    suppress_health_check=slow,
)
settings.load_profile("suite")
