"""`python -m evals.promises`."""

import sys

from evals.promises.run import main

sys.exit(main())
