"""``python -m lianyi``."""

import sys

from lianyi.cli import main

sys.exit(main())
