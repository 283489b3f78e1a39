"""Requests per second of an address: wrk where it is installed, else threads of Python, which are slower themselves."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 16
THREADS = 2


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "Python threads"


def rate(address: str, headers: dict[str, str], seconds: float) -> float:
    if shutil.which("wrk"):
        return _wrk(address, headers, seconds)
    return _threads(address, headers, seconds)


def _wrk(address: str, headers: dict[str, str], seconds: float) -> float:
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *given, address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in said and "If-None-Match" not in headers:
        raise RuntimeError(f"{address} refused:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def _threads(address: str, headers: dict[str, str], seconds: float) -> float:
    parts, counts = urlsplit(address), [0] * CONNECTIONS
    until = time.monotonic() + seconds

    def ask(number: int) -> None:
        to = http.client.HTTPConnection(parts.netloc, timeout=30)
        while time.monotonic() < until:
            to.request("GET", parts.path, headers=headers)
            to.getresponse().read()
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)
