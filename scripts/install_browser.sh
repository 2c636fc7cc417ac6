#!/usr/bin/env bash
# Installs Chromium for the tests of the sandbox's page, on Debian and its like, as root.
# Where it cannot, it says so and ends well: those tests are skipped.
set -uo pipefail

runs() {
    local name
    for name in chromium chromium-browser google-chrome chrome; do
        "$name" --version >/dev/null 2>&1 && return
    done
    return 1
}

# All calls together get 150 seconds, so that a machine without a network is not waited for.
apt() {
    timeout $((SECONDS < 150 ? 150 - SECONDS : 1)) apt-get -qq -o DPkg::Lock::Timeout=60 "$@"
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    # An old list of packages often does; a new one is needed where there is none.
    apt install --yes chromium || { apt update && apt install --yes chromium; }
}

runs && exit
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the tests of the sandbox's page"
    install >/dev/null 2>&1
    runs && exit
fi
echo "There is no Chromium and it cannot be installed here: the tests of the sandbox's page are skipped"
