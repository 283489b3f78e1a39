"""Bundles of many guides, for timing `manage.py seed`."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def bundle(count: int, file: Path) -> None:
    """The bundle of Cambodia with its guide as many times as asked for."""
    document = yaml.safe_load((ROOT / "guides" / "seed" / "cambodia.yaml").read_text(encoding="utf-8"))
    guide = document["guides"][0]
    document["guides"] = [{**guide, "slug": f"bench-{number}"} for number in range(count)]
    file.write_text(yaml.dump(document, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False), encoding="utf-8")


class _WrittenOut(yaml.SafeDumper):
    """Bundles may hold no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True
