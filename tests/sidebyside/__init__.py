"""The same calls through the published 3.1.0 and through this package, compared."""
