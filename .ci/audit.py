"""Fails if a pinned package has a known vulnerability. Skips, in one line, only where the service cannot be asked.

Whether it can is found out first, with a package whose vulnerabilities are old and many: a network that answers
"nothing known" to everything, as a mirror or a login page does, is not taken for good news.
"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICE = os.environ.get("AUDIT_URL", "https://api.osv.dev/v1/query")
KNOWN_BAD = {"package": {"name": "django", "ecosystem": "PyPI"}, "version": "1.11"}
FILES = [Path(name) for name in sys.argv[1:]] or [ROOT / "requirements.txt", ROOT / ".ci" / "requirements.txt"]


def why_not() -> str:
    """Why the service cannot be asked; nothing if it can."""
    request = urllib.request.Request(  # noqa: S310  the address is ours
        SERVICE, json.dumps(KNOWN_BAD).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
            answer = json.load(response)
    except (OSError, ValueError) as error:
        return str(error)
    return "" if isinstance(answer, dict) and answer.get("vulns") else "it knows of nothing"


def audit() -> int:
    command = [
        sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--osv-url", SERVICE,
        "--no-deps", "--disable-pip", "--strict", "--progress-spinner", "off",
    ]  # fmt: skip
    for file in FILES:
        command += ["--requirement", str(file)]
    return subprocess.run(command, check=False).returncode  # noqa: S603


if reason := why_not():
    print(f"SKIPPED: {SERVICE} cannot be asked for vulnerabilities ({reason}).")
else:
    sys.exit(audit())
