"""Both clients under load, on the loopback: `python -m tests.load`."""
