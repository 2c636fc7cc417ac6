"""The command line as a module: `python -m codatsyncexpenses.cli status COMPANY_ID`."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
