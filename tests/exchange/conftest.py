from pathlib import Path

import pytest

FULL = Path(__file__).with_name("full.yaml").read_text(encoding="utf-8")


@pytest.fixture
def full() -> str:
    """A bundle in canonical form in which every key of the format stands once."""
    return FULL


@pytest.fixture
def empty(db) -> None:
    """A database without content: the one that tests begin with holds what ships."""
    from guides import models
    from guides.exchange.rows import remove

    links = (models.Guide.providers.through, models.Guide.sources.through)
    parts = (models.Verdict, models.Section, models.Question, models.ChangeNote, models.TranslationState)
    nouns = (
        models.Guide,
        models.SupportChannel,
        models.Fact,
        models.Provider,
        models.Country,
        models.Source,
        models.Letter,
    )
    for model in (*links, *parts, *nouns, models.SiteRevision):
        remove(model.objects.all())


@pytest.fixture
def faults(empty, tmp_path):
    """Checks files given by name and content; returns their faults as lines, without the directory."""
    from guides.exchange.checking import check
    from guides.exchange.faults import Refused

    def run(**contents: str | bytes) -> list[str]:
        files = [tmp_path / f"{name}.yaml" for name in contents]
        for file, content in zip(files, contents.values(), strict=True):
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            check(files)
        except Refused as refused:
            return [str(fault).replace(f"{tmp_path}/", "") for fault in refused.faults]
        return []

    return run
