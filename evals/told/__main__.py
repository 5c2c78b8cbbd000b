"""`python -m evals.told`."""

import sys

from evals.told.run import main

sys.exit(main())
