"""Finished pages in the memory of this process, compressed, within a bound."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import brotli

from .caching import without_content

Headers = tuple[tuple[str, str], ...]
OVERHEAD = 1024  # bytes that a kept page costs besides its text: objects, headers, address
GZIP_BEST = 9
BROTLI_BEST = 11


class Head(NamedTuple):
    """All headers but those of one answer: length, encoding, cache control."""

    etag: str
    whole: Headers
    without_content: Headers  # for whoever has the page already


@lru_cache(maxsize=64)
def _head(etag: str, headers: Headers) -> Head:
    """One for all pages that have the same: there are thousands of pages, and a handful of heads."""
    return Head(etag, headers, tuple(without_content(headers)))


class KeptPage:
    """A page as it is sent. Each encoding is made once, by the first who asks for it."""

    __slots__ = ("_encoded", "head", "stamp")

    def __init__(self, stamp: str, etag: str, headers: Iterable[tuple[str, str]], text: bytes) -> None:
        self.stamp = stamp
        self.head = _head(etag, tuple(headers))
        self._encoded = {"gzip": gzip.compress(text, GZIP_BEST, mtime=0)}

    def body(self, encoding: str) -> bytes:
        if encoding == "identity":  # programs that take no compression are rare: it is not kept for them
            return gzip.decompress(self._encoded["gzip"])
        if encoding not in self._encoded:
            text = gzip.decompress(self._encoded["gzip"])
            self._encoded[encoding] = brotli.compress(text, mode=brotli.MODE_TEXT, quality=BROTLI_BEST)
        return self._encoded[encoding]

    @property
    def size(self) -> int:
        """Bytes that it takes at most: the other encoding is smaller than gzip's."""
        return 2 * len(self._encoded["gzip"]) + OVERHEAD


class Store:
    """The pages that were asked for last, by path. Only pages that exist get in, so a flood of others cannot."""

    def __init__(self, limit: int) -> None:
        self.limit = limit  # bytes
        self.size = 0
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, path: str) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(path)
            if page:
                self._pages.move_to_end(path)
            return page

    def keep(self, path: str, page: KeptPage) -> None:
        if page.size > self.limit:
            return
        with self._lock:
            self._drop(path)
            self._pages[path] = page
            self.size += page.size
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, path: str) -> None:
        page = self._pages.pop(path, None)
        if page:
            self.size -= page.size
