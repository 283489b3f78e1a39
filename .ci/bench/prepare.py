"""A database for the bench: prepare.py SIZE [FILE], with DATA_DIR, maybe DATABASE_URL. FILE gets our guide as JSON."""

import json
import os
import sys
from pathlib import Path


def main(size: int, file: Path | None) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "esimsite.settings"
    import django

    django.setup()
    import content
    from django.core.management import call_command

    call_command("start", prepare=True)
    content.fill(size)
    content.widen()
    call_command("reindex", verbosity=0)
    if file:
        page = content.page("cambodia", "cancel-travel-esim")
        file.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
