"""Exit code for the container's health check: 0 when the service beside it answers 200 on its health path, else 1."""

import os
import sys
import urllib.request

from app import PATH

try:
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8080')}{PATH}/health"
    with urllib.request.urlopen(url, timeout=2.5):
        sys.exit(0)
except OSError:
    sys.exit(1)
