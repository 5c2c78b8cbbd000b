"""`python -m evals.follow`."""

import sys

from evals.follow.run import main

if __name__ == "__main__":
    sys.exit(main())
