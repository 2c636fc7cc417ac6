"""The client under load, on the loopback: `python -m tests.load`."""
