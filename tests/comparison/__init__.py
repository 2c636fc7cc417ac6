"""This package, 3.1.0 and 9.0.0 on the same server."""
