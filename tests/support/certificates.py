"""Certificates for servers on this machine, made when the tests run."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import trustme


class Certificates:
    """An authority of our own and what it signs."""

    def __init__(self, folder: Path) -> None:
        self._trusted = trustme.CA()
        self.bundle = folder / "authority.pem"
        """The file with the authority that clients trust."""
        self._trusted.cert_pem.write_to_path(self.bundle)
        other = trustme.CA()
        self.other = folder / "other.pem"
        """The file with another authority."""
        other.cert_pem.write_to_path(self.other)
        yesterday = datetime.now(timezone.utc) - timedelta(days=1)
        self._made: dict[str, Any] = {
            "trusted": self._trusted.issue_cert("127.0.0.1", "localhost", "proxied.example"),
            "unknown authority": other.issue_cert("127.0.0.1"),
            "another host's": self._trusted.issue_cert("192.0.2.1"),
            "expired": self._trusted.issue_cert("127.0.0.1", not_after=yesterday),
        }

    def of(self, kind: str) -> ssl.SSLContext:
        """Return the server's TLS context for a kind of certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._made[kind].configure_cert(context)
        return context
