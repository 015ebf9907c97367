"""What `import sayso` costs, in a fresh process each time.

Run it so: python -m bench.door
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

CODE = "import time; t = time.perf_counter(); import sayso; print(time.perf_counter() - t)"


def main() -> None:
    """Print the median of eleven imports."""
    times = [
        float(subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True).stdout)
        for _ in range(11)
    ]
    print(f"import sayso: {1000 * median(times):.0f} ms (median of {len(times)})")


if __name__ == "__main__":
    main()
