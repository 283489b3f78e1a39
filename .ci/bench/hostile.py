"""How the time for hostile texts grows: prints a Markdown table for one length and for twice that length.

.venv/bin/python .ci/bench/hostile.py

A ratio near 2 is linear; near 4 it is quadratic, and somebody could stop the site with one upload.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 25_000  # characters
ROUNDS = 3


def repeated(length: int, text: str) -> str:
    return text * (length // len(text))


def articles(length: int) -> dict[str, str]:
    return {
        "links that lead nowhere": repeated(length, "[甲](乙) "),
        "bare addresses": repeated(length, "https://a.example/b\n"),
        "adverts": repeated(length, "微信号：name88 正文"),
        "links to chats": repeated(length, "[甲](https://t.me/b) 正文 "),
        "pictures": repeated(length, "![](a) 字 "),
        "bold lines": "# 步骤\n\n" + repeated(length, "**1. 登录**\n"),
        "numbered headings at two levels": "# 步骤\n\n" + repeated(length, "### 1. 登录\n\n## 2. 退订\n\n"),
        "lists inside lists": repeated(length, "<ul><li>"),
        "tags that nothing ends": "正文\n\n" + repeated(length, "<script "),
        "comments that nothing ends": "正文\n\n<div>\n" + repeated(length, "<!-- "),
        "blanks": "甲" + repeated(length, " ") + "乙",
        "blanks in a list": "<ul><li>甲" + repeated(length, " ") + "乙",
        "blanks after a label": "Q" + repeated(length, " ") + "甲",
        "lines of signs": "甲\n" + repeated(length, ":\n"),
    }


def pages(length: int) -> dict[str, str]:
    """HTML in which terms are linked."""
    units = ("eSIM ", "<p>", "travel ", '<a href="', "the carrier’s SMS ")
    return {f"links in {unit!r}": repeated(length, unit) for unit in units}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esimsite.settings")
    import django

    django.setup()
    from guides.articles.file import Unreadable, read_text
    from guides.articles.reading import read_article
    from guides.languages import ZH_HANS
    from guides.words.linking import FirstUses

    def read(text: str) -> None:
        with suppress(Unreadable):  # nothing but markup
            read_article(read_text(text), ZH_HANS)

    print(f"| text | {LENGTH:,} characters | {2 * LENGTH:,} characters | ratio |\n|---|---:|---:|---:|")
    for texts, work in ((articles, read), (pages, lambda html: FirstUses("en").link(html))):
        short, long = texts(LENGTH), texts(2 * LENGTH)
        for name in short:
            once, twice = _seconds(work, short[name]), _seconds(work, long[name])
            print(f"| {name} | {once * 1000:.1f} ms | {twice * 1000:.1f} ms | {twice / max(once, 1e-6):.1f} |")


def _seconds(work: Callable[[str], object], text: str) -> float:
    """Of the processor, the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = process_time()
        work(text)
        found.append(process_time() - began)
    return min(found)


if __name__ == "__main__":
    main()
