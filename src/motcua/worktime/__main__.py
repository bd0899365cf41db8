"""``python -m motcua.worktime``: the clock by hand."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
