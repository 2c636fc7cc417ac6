"""How fast this package is, beside raw requests, the published 3.1.0 and what is possible."""
