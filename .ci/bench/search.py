"""How long search takes in the database, at 10, 1,000 and 10,000 guides in three languages: prints a Markdown table.

.venv/bin/python .ci/bench/search.py [--sizes 10,1000] [--postgresql postgres://postgres@127.0.0.1:5432/postgres]

Uses databases of its own: a file in a temporary folder, and one that is created on that server and dropped again.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import report

ROOT = Path(__file__).resolve().parents[2]
# Words of every guide, of many, of few, of one; in both scripts, Latin, Pinyin, numbers, sentences, nonsense.
QUERIES = [
    "注销", "註銷", "eSIM", "esim 注销", "远游卡", "韩国", "韓國 退款", "hanguo", "KR", "信用记录",
    "怎么注销韩国的eSIM", "T-Mobile", "at&t", "114", "+855 12 812 812", "词77", "词123 注销",
    "护照 营业厅", "没有这个词", "卡", "cancel esim",
    "how do I cancel my korean sim", "airalo refund", "预付卡 到期 扣费", "自動續費",
]  # fmt: skip
ROUNDS = 20
HEAD = (
    "| database | guides × 3 | median | 95 % | slowest | whole search, median | reindex | one edit |",
    "|---|---:|---:|---:|---:|---:|---:|---:|",
)
PAGE = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,1000,10000")
    parser.add_argument("--postgresql", default="", help="address of a server on which databases may be created")
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md and .json")
    options = parser.parse_args()
    if options.inside:
        run(options.inside)
        return
    rows = list(HEAD)
    print("\n".join(rows))
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_inside(size, {"DATA_DIR": folder, "DATABASE_URL": ""}))
            if options.postgresql:
                with database(options.postgresql) as url:
                    rows.append(_inside(size, {"DATA_DIR": folder, "DATABASE_URL": url}))
    if options.write:
        report.write(search=rows)


def run(size: int) -> None:
    """In a process of its own, because Django is set up for one database only."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "esimsite.settings"
    import django

    django.setup()
    import content
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    content.fill(size)
    from guides.search import index

    began = time.perf_counter()
    for _done in index.rebuild():
        pass
    reindex = time.perf_counter() - began
    database, whole = _measure(connection)
    edit = _edit()
    marks = statistics.quantiles(database, n=20)
    print(
        f"| {connection.vendor} | {size:,} | {statistics.median(database):.1f} ms | {marks[18]:.1f} ms "
        f"| {max(database):.0f} ms | {statistics.median(whole):.1f} ms | {reindex:.0f} s | {edit:.0f} ms |",
        flush=True,
    )


def _measure(connection: Any) -> tuple[list[float], list[float]]:
    """Milliseconds of each search in the database, and as a whole: what is found, counted and shown on one page."""
    from guides.languages import LANGUAGES
    from guides.search import finding, query

    spent = 0.0

    def clock(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            spent += time.perf_counter() - began

    database, whole, by_query = [], [], {}
    with connection.execute_wrapper(clock):
        for turn in range(ROUNDS + 1):
            for typed in QUERIES:
                for language in LANGUAGES:
                    spent, began = 0.0, time.perf_counter()
                    finding.find(query.read(typed), language, 0, PAGE)
                    if turn:  # the first round warms up
                        whole.append((time.perf_counter() - began) * 1000)
                        database.append(spent * 1000)
                        by_query.setdefault((typed, language.code), []).append(spent * 1000)
    if os.environ.get("BENCH_DETAILS"):
        for key, values in sorted(by_query.items(), key=lambda pair: -statistics.median(pair[1]))[:20]:
            print(f"{statistics.median(values):8.2f} ms  {key}", file=sys.stderr)
    return database, whole


def _edit() -> float:
    """Milliseconds to put one changed guide into the index."""
    from guides.models import Guide, Section
    from guides.search import index

    times = []
    for guide in Guide.objects.filter(slug__startswith="bench-").order_by("pk")[:10]:
        for section in Section.objects.filter(guide=guide)[:1]:
            Section.objects.filter(pk=section.pk).update(body_zh_hans=section.body_zh_hans + "新的一句话。")
        began = time.perf_counter()
        index.refresh(index.pages_of(guide))
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _inside(size: str, environment: dict[str, str]) -> str:
    import subprocess

    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    kept |= {name: value for name, value in environment.items() if value}
    command = [sys.executable, __file__, "--inside", size]
    row = subprocess.run(command, env=kept, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()  # noqa: S603
    print(row, flush=True)
    return row


@contextmanager
def database(url: str) -> Iterator[str]:
    import psycopg

    name = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield url.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
