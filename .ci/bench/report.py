"""What was measured as Markdown, each goal with by how much it is met or missed."""

import json
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
RESULTS = DOCS / "benchmarks.json"
INTRODUCTION = """\
# Benchmarks

Made by `make bench` ([how](../.ci/bench/README.md)); the same numbers are in [benchmarks.json](benchmarks.json).
Absolute figures are this machine's, and move by 10 to 20 % from run to run: trust the ratios.
"""


def write(**more: object) -> None:
    """Into the documents, beside what an earlier run of another part has measured."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    found |= json.loads(json.dumps(more))  # keys as they will be read again
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (DOCS / "benchmarks.md").write_text(tables(found), encoding="utf-8")


def tables(found: dict) -> str:
    parts = [INTRODUCTION]
    if "about" in found:
        parts += [*(f"- {name}: {value}" for name, value in found["about"].items()), ""]
        parts += [*_throughput(found["throughput"]), *_cold(found["cold"]), *_rest(found)]
    if "search" in found:
        parts += [
            "",
            "## Search in the database",
            "",
            *found["search"],
            "",
            "Goals at 10,000: median 3 ms, 95 % 25 ms.",
        ]
    if "lighthouse" in found:
        parts += ["", *lighthouse(found["lighthouse"])]
    return "\n".join(parts) + "\n"


def lighthouse(found: dict) -> list[str]:
    lines = ["## Lighthouse", "", f"Made by `make lighthouse` with Lighthouse {found['version']}, for a phone."]
    lines += ["", "| page | performance | accessibility | best practices | search engines | what costs points |"]
    lines += ["|---|---:|---:|---:|---:|---|"]
    for each in found["pages"]:
        path, _, filled = each["page"].partition("?")
        cells = [path + " (filled in)" * bool(filled), *each["scores"].values(), ", ".join(each["costly"]) or "nothing"]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    skipped = ", ".join(f"`{audit}`" for each in found["pages"] for audit in each["skipped"])
    lines += [
        "",
        f"Goal: {found['goal']} each. Without {skipped} where a form is filled in, on purpose.",
    ]
    return lines


def _throughput(rates: dict[str, float]) -> list[str]:
    bare = rates["bare WSGI"]
    lines = ["## Requests per second", "", "Medians of rounds taken in turns; 2 workers each.", ""]
    lines += ["| what | requests/s | × bare WSGI |", "|---|---:|---:|"]
    lines += [f"| {name} | {rate:,.0f} | {rate / bare:.2f} |" for name, rate in rates.items()]
    kept = rates["ours, kept page"]
    goals = [
        ("a kept page, of bare WSGI", kept / bare, 0.85),
        ("a 304, of a kept page", rates["ours, 304"] / kept, 1.0),
        ("a kept page, of Django's cache middleware", kept / rates["Django, its cache middleware"], 1.8),
        (
            "a guide made anew, of the plain page",
            rates["ours, guide made anew"] / rates["Django, plain guide page"],
            1.5,
        ),
    ]
    if "ours through nginx's cache" in rates:
        ratio = rates["ours through nginx's cache"] / rates["nginx, the same bytes as a file"]
        goals.append(("through nginx's cache, of a file", ratio, 0.8))
    lines += ["", "| ratio | reached | goal | |", "|---|---:|---:|---|"]
    lines += [f"| {name} | {got:.2f} | {goal:.2f} | {_verdict(got, goal)} |" for name, got, goal in goals]
    return [*lines, ""]


def _verdict(got: float, goal: float) -> str:
    return "met" if got >= goal else f"missed by {100 * (1 - got / goal):.0f} %"


def _cold(by_size: dict) -> list[str]:
    sizes = list(by_size)
    lines = [
        "## A page made anew",
        "",
        "Median milliseconds in one process, SQLite, by number of guides in three languages; the sizes take turns.",
        "Anew means after an edit elsewhere; “the first time” has no text or component rendered before either.",
        "",
    ]
    lines += [f"| page | {' | '.join(f'{int(size):,}' for size in sizes)} | queries | kB | growth |"]
    lines += ["|---|" + "---:|" * (len(sizes) + 3)]
    for name, first in by_size[sizes[0]].items():
        times = [by_size[size][name]["ms"] for size in sizes]
        growth = f"{100 * (times[-1] / times[0] - 1):+.0f} %"
        row = [
            *(f"{ms:.1f}" for ms in times),
            str(by_size[sizes[-1]][name]["queries"]),
            f"{first['bytes'] / 1000:.0f}",
            growth,
        ]
        lines.append(f"| {name} | {' | '.join(row)} |")
    return [*lines, "", "Goals: 30 ms for home, country, search and plan; growth within 10 %.", ""]


def _rest(found: dict) -> list[str]:
    worker, seed = found["worker"], found["seed"]
    return [
        "## Start, memory, seed",
        "",
        "| what | measured | goal |",
        "|---|---:|---:|",
        f"| start to first answer | {worker['start_seconds']:.2f} s | 1.5 s |",
        f"| memory of a worker at its first page | {worker['megabytes_at_start']:.0f} MB | |",
        f"| memory of a worker after {worker['pages']:,} pages | {worker['megabytes_after']:.0f} MB | 90 MB |",
        f"| `seed` of {seed['guides']:,} guides | {seed['seconds']:.1f} s | 30 s |",
    ]
