"""What the site's pages cost to serve, against references in the same run: README.md beside this file.

.venv/bin/python .ci/bench/pages.py [--quick] [--write] [--postgresql postgres://postgres@127.0.0.1:5432/postgres]
"""

import argparse
import concurrent.futures
import datetime
import json
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import load
import report
import seeding
import servers
from search import database as postgresql_database
from servers import BENCH

PAGE = "/zh-hans/"  # about 20 kB
GUIDE = "/zh-hans/cambodia/cancel-travel-esim/"
BR = {"Accept-Encoding": "br"}
SIZES = (10, 1_000, 10_000)
STARTS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one short round and one size: whether the bench works")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md and .json")
    parser.add_argument("--postgresql", default="", help="address of a server on which databases may be created")
    options = parser.parse_args()
    rounds, seconds, times, sizes = (1, 1, 5, SIZES[:1]) if options.quick else (5, 3, 75, SIZES)
    with tempfile.TemporaryDirectory(prefix="bench-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        data = {size: _prepare(folder, size) for size in sizes}
        url = stack.enter_context(postgresql_database(options.postgresql)) if options.postgresql else ""
        found = {"about": _about(), "throughput": _throughput(folder, data[sizes[0]], url, rounds, seconds)}
        found["cold"] = _cold(data, times)
        found["worker"] = _worker(data[sizes[-1]], sizes[-1])
        found["seed"] = _seed(folder, 10 if options.quick else 1_000)
    print(report.tables(json.loads(json.dumps(found))))
    if options.write:
        report.write(**found)


def _prepare(folder: Path, size: int) -> Path:
    data = folder / f"data-{size}"
    servers.python(str(BENCH / "prepare.py"), str(size), str(folder / "page.json"), DATA_DIR=str(data))
    return data


def _cold(data: dict[int, Path], times: int) -> dict[int, dict]:
    """Of each page the median time. The sizes take turns each time: what slows the machine slows them all."""
    with ExitStack() as stack:
        asked = {
            size: stack.enter_context(servers.asked("cold.py", DATA_DIR=str(folder))) for size, folder in data.items()
        }
        found = {size: json.loads(process.stdout.readline()) for size, process in asked.items()}
        for name in found[min(found)]:
            took: dict[int, list[float]] = {size: [] for size in asked}
            for _ in range(times):
                for size, process in asked.items():
                    print(name, file=process.stdin, flush=True)
                    took[size].append(float(process.stdout.readline()))
            for size, each in took.items():
                found[size][name]["ms"] = statistics.median(each)
    return found


def _throughput(folder: Path, data: Path, url: str, rounds: int, seconds: float) -> dict[str, float]:
    """Median requests per second of each, measured in turns, so that what slows the machine slows all of them."""
    with ExitStack() as stack:
        asked = dict(_contestants(folder, data, url, stack))
        counts: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, (address, headers) in asked.items():
                if not counts[name]:
                    load.rate(address, headers, 1)  # what a server does only once is not counted
                counts[name].append(load.rate(address, headers, seconds))
    return {name: statistics.median(each) for name, each in counts.items()}


def _contestants(folder: Path, data: Path, url: str, stack: ExitStack) -> Iterator[tuple[str, tuple[str, dict]]]:
    hot = stack.enter_context(servers.ours(data))
    _, body, headers = _warm(hot, PAGE)
    (folder / "page.html.br").write_bytes(body)
    bare = stack.enter_context(servers.plain("plain.bare:application", BARE_BODY=str(folder / "page.html.br")))
    yield "bare WSGI", (bare.address + "/", {})
    yield "ours, kept page", (hot.address + PAGE, BR)
    yield "ours, 304", (hot.address + PAGE, {**BR, "If-None-Match": headers["ETag"]})
    cold = stack.enter_context(servers.ours(data, PAGE_CACHE_MB="0"))
    yield from _in_django(folder, len(cold.get(GUIDE)[1]), stack)
    yield "ours, guide made anew", (cold.address + GUIDE, BR)
    if url:
        servers.python(str(BENCH / "prepare.py"), "10", DATA_DIR=str(folder / "data-pg"), DATABASE_URL=url)
        on = stack.enter_context(servers.ours(folder / "data-pg", DATABASE_URL=url))
        _warm(on, PAGE)
        yield "ours, kept page, PostgreSQL", (on.address + PAGE, BR)
        anew = stack.enter_context(servers.ours(folder / "data-pg", DATABASE_URL=url, PAGE_CACHE_MB="0"))
        yield "ours, guide made anew, PostgreSQL", (anew.address + GUIDE, BR)
    yield from _behind_nginx(folder, hot, stack)


def _in_django(folder: Path, size: int, stack: ExitStack) -> Iterator[tuple[str, tuple[str, dict]]]:
    database = {"PLAIN_DATABASE": str(folder / "plain.sqlite3")}
    servers.python("-m", "plain.fill", str(folder / "page.json"), str(size), folder=BENCH, **database)
    plain = stack.enter_context(servers.plain("plain.wsgi", **database))
    cached = stack.enter_context(servers.plain("plain.wsgi", PLAIN_CACHE="1", **database))
    yield "Django, usual middleware, constant", (plain.address + "/constant/", {})
    yield "Django, its cache middleware", (cached.address + "/constant/", {})
    yield "Django, plain guide page", (plain.address + "/guide/", {})


def _behind_nginx(folder: Path, hot: servers.Server, stack: ExitStack) -> Iterator[tuple[str, tuple[str, dict]]]:
    """The same bytes as a file, and from the site through nginx's cache."""
    headers = "default_type text/html; add_header Content-Encoding br;"
    static = stack.enter_context(
        servers.nginx(
            folder / "static", f"root {folder}; location = /page {{ {headers} try_files /page.html.br =404; }}"
        )
    )
    cache = f"proxy_cache_path {folder}/proxy/kept keys_zone=pages:10m max_size=100m;"
    through = stack.enter_context(
        servers.nginx(
            folder / "proxy",
            f"location / {{ proxy_pass {hot.address}; proxy_set_header Host $host; proxy_cache pages; "
            "proxy_cache_use_stale updating; proxy_cache_background_update on; proxy_cache_lock on; }",
            cache,
        )
    )
    if static and through:
        _warm(through, PAGE)
        yield "nginx, the same bytes as a file", (f"{static.address}/page", {})
        yield "ours through nginx's cache", (through.address + PAGE, BR)


def _warm(server: servers.Server, path: str) -> tuple[int, bytes, dict[str, str]]:
    """Until every worker has made the page."""
    for _ in range(20):
        answer = server.get(path, Accept_Encoding="br")
    return answer


def _worker(data: Path, size: int) -> dict[str, float]:
    """The median of a few starts; memory after every guide was made and kept once: with the largest size, 10,000."""
    started = statistics.median(_start(data) for _ in range(STARTS))
    with servers.ours(data) as server:
        server.get(PAGE)
        before = server.memory()
        paths = _guides(server, size)
        with concurrent.futures.ThreadPoolExecutor(4) as readers:
            statuses = list(readers.map(lambda path: server.get(path, Accept_Encoding="br")[0], paths))
        after = server.memory()
    if set(statuses) != {200}:
        sys.exit(f"guides were answered with {set(statuses)}")
    return {"start_seconds": started, "megabytes_at_start": before, "megabytes_after": after, "pages": len(paths)}


def _start(data: Path) -> float:
    """Seconds until a server that was just started has answered with a page."""
    began = time.perf_counter()
    with servers.ours(data) as server:
        first = server.get(PAGE)
        if first[0] != 200:
            sys.exit(f"{PAGE}: {first[0]}")
        return time.perf_counter() - began


def _guides(server: servers.Server, size: int) -> list[str]:
    """The addresses of the bench's guides, from the site's own sitemap."""
    import re

    index = server.get("/sitemap.xml")[1].decode()
    found = []
    for part in re.findall(r"<loc>[^<]*?(/sitemap[^<]*)</loc>", index):
        text = server.get(part)[1].decode()
        found += re.findall(r"<loc>[^<]*?(/zh-hans/[a-z-]+/bench-\d+/)</loc>", text)
    if len(set(found)) < size:
        sys.exit(f"the sitemap names {len(set(found))} of {size} guides")
    return sorted(set(found))


def _seed(folder: Path, count: int) -> dict[str, float]:
    data = folder / "data-seed"
    files = seeding.bundles(count, folder)
    servers.python("manage.py", "migrate", "--verbosity", "0", DATA_DIR=str(data))
    servers.python("manage.py", "seed", DATA_DIR=str(data))  # what the guides refer to
    began = time.perf_counter()
    servers.python("manage.py", "seed", *map(str, files), DATA_DIR=str(data))
    return {"guides": count, "seconds": time.perf_counter() - began}


def _about() -> dict[str, str]:
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    cores = len([line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("processor")])
    return {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "machine": f"{cores} × {model.partition(':')[2].strip()}",
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": version("Django"),
        "gunicorn": version("gunicorn"),
        "load": f"{load.generator()}, {load.CONNECTIONS} connections",
        "nginx": "yes" if shutil.which("nginx", path="/usr/sbin:/usr/bin") else "not installed",
    }


if __name__ == "__main__":
    main()
