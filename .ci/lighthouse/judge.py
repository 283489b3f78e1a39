"""Lighthouse about the real site, as a phone sees it: prints a table, and fails where a score is under 98.

make lighthouse    or    .venv/bin/python .ci/lighthouse/judge.py [--write]

Scores of performance fall while the machine does something else: run it alone.
"""

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci" / "bench")]

import report  # noqa: E402

from tests.browser.conftest import CHROMIUM  # noqa: E402
from tests.running import running  # noqa: E402

PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
GOAL = 98
PASSED = 0.9  # what Lighthouse shows in green
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DEPARTURE = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=30)
FILLED = f"?country=south-korea&provider=kt&card=sim&billing=contract&where=abroad&accounts=yes&departure={DEPARTURE}"
# Page → audits that are left out of its score. What somebody filled in is kept from search engines on purpose.
PAGES = {
    "/zh-hans/": (),
    "/zh-hans/south-korea/": (),
    "/zh-hans/cambodia/cancel-travel-esim/": (),
    "/zh-hans/plan/": (),
    f"/zh-hans/plan/{FILLED}": ("is-crawlable",),
}
VISITS = 20  # so that every worker has made the page and keeps it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md and .json")
    options = parser.parse_args()
    if not CHROMIUM:
        sys.exit("there is no chromium, chromium-browser or google-chrome on this machine")
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name:
        folder = Path(name)
        with running(folder / "data", folder / "output.txt") as site:
            pages = [judge(site.address, path, folder / "report.json") for path in PAGES]
    found = {"version": _version(), "goal": GOAL, "pages": pages}
    print("\n".join(report.lighthouse(found)))
    if options.write:
        report.write(lighthouse=found)
    low = [(each["page"], name, score) for each in pages for name, score in each["scores"].items() if score < GOAL]
    if low:
        sys.exit("\n".join(f"{page}: {score} for {name}, and {GOAL} is the least" for page, name, score in low))


def _version() -> str:
    return json.loads((HERE / "node_modules" / "lighthouse" / "package.json").read_text(encoding="utf-8"))["version"]


def judge(address: str, path: str, file: Path) -> dict:
    """Scores of 0 to 100, and the audits that cost points."""
    for _ in range(VISITS):
        with urllib.request.urlopen(address + path, timeout=60) as answer:  # noqa: S310  127.0.0.1
            answer.read()
    command = [
        str(PROGRAM), address + path, "--quiet", "--output=json", f"--output-path={file}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(FLAGS)}",
    ]  # fmt: skip
    command += [f"--skip-audits={','.join(PAGES[path])}"] if PAGES[path] else []
    chrome = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    ended = subprocess.run(command, env=chrome, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    if ended.returncode:
        sys.exit(f"Lighthouse ended with {ended.returncode} at {path}:\n{ended.stdout}{ended.stderr}")
    return read(json.loads(file.read_text(encoding="utf-8")), path)


def read(found: dict, path: str) -> dict:
    if fault := found.get("runtimeError"):
        sys.exit(f"Lighthouse could not judge {path}: {fault['message']}")
    # A category without a score was not judged, which is no reason to pass.
    scores = {name: round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    counted = {each["id"] for name in CATEGORIES for each in found["categories"][name]["auditRefs"] if each["weight"]}
    audits = {name: found["audits"][name]["score"] for name in counted}
    costly = sorted(name for name, score in audits.items() if score is not None and score < PASSED)
    return {"page": path, "scores": scores, "skipped": PAGES[path], "costly": costly}


if __name__ == "__main__":
    main()
