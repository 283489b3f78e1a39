"""Bundles of many guides, for timing `manage.py seed`."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDES_IN_A_FILE = 50  # a bundle may have 5 MB


def bundles(count: int, folder: Path) -> list[Path]:
    """Written into the folder: a guide for every country as many times as asked for, with its sources in each file."""
    document = yaml.safe_load((ROOT / "guides" / "seed" / "general.yaml").read_text(encoding="utf-8"))
    guide = document["guides"][0]
    cited = [source for source in document["sources"] if source["slug"] in guide["sources"]]
    files = []
    for start in range(0, count, GUIDES_IN_A_FILE):
        numbers = range(start, min(start + GUIDES_IN_A_FILE, count))
        copies = [{**guide, "slug": f"bench-{number}"} for number in numbers]
        text = yaml.dump(
            {"format": document["format"], "sources": cited, "guides": copies},
            Dumper=_WrittenOut, allow_unicode=True, sort_keys=False,
        )  # fmt: skip
        files.append(folder / f"bundle-{start}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return files


class _WrittenOut(yaml.SafeDumper):
    """Bundles may hold no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True
