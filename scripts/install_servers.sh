#!/usr/bin/env bash
# Installs PostgreSQL and Redis for the tests of the outbox, on Debian and its like, as root.
# Where it cannot, it says so and ends well: those tests are skipped.
set -uo pipefail

# Debian keeps the programs of PostgreSQL off the path.
PATH=$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)
runs() {
    initdb --version >/dev/null 2>&1 && redis-server --version >/dev/null 2>&1
}

# All calls together get 150 seconds, so that a machine without a network is not waited for.
apt() {
    timeout $((SECONDS < 150 ? 150 - SECONDS : 1)) apt-get -qq -o DPkg::Lock::Timeout=60 "$@"
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    # The tests start servers of their own, so Debian's need not run.
    local packages=(--no-install-recommends postgresql redis-server)
    apt install --yes "${packages[@]}" || { apt update && apt install --yes "${packages[@]}"; }
    PATH=$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)
}

runs && exit
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL and Redis for the tests of the outbox"
    install >/dev/null 2>&1
    runs && exit
fi
echo "PostgreSQL or Redis is missing and cannot be installed here: tests of the outbox are skipped"
