import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from psycopg.errors import DeadlockDetected, DiskFull

from guides.models import Country, Guide, Provider, Section, SiteRevision

pytestmark = pytest.mark.usefixtures("empty")


@pytest.fixture
def file(tmp_path, full):
    path = tmp_path / "cambodia.yaml"
    path.write_text(full, encoding="utf-8")
    return path


def printed(capsys) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_seed_says_what_it_created_left_alone_and_replaced(file, capsys):
    slugs = [("countries", "cambodia"), ("providers", "metfone, cellcard")]
    slugs.append(("guides", "cambodia/cancel-travel-esim, cambodia/later"))
    for options, outcome in (({}, "created"), ({}, "left alone"), ({"overwrite": True}, "replaced")):
        call_command("seed", file, **options)
        expected = [f"{kind}: {names.count(',') + 1} {outcome}: {names}" for kind, names in slugs]
        assert [line for line in printed(capsys) if not line.startswith("sources")] == expected


def test_seed_names_many_only_if_asked(file, capsys):
    platforms = [f"platform-{number}" for number in range(11)]
    providers = "".join(f"  - slug: {slug}\n    name: {slug}\n    kind: platform\n" for slug in platforms)
    file.write_text(f"format: 1\nproviders:\n{providers}", encoding="utf-8")
    call_command("seed", file)
    call_command("seed", file, verbosity=2)
    names = ", ".join(platforms)
    assert printed(capsys) == ["providers: 11 created", f"providers: 11 left alone: {names}"]


def test_seed_is_silent_if_asked(file, capsys):
    call_command("seed", file, verbosity=0)
    assert printed(capsys) == []


def test_check_writes_nothing(file, capsys):
    call_command("seed", file, check=True)
    assert printed(capsys) == ["1 file, no faults."]
    assert not Country.objects.exists()


def test_check_names_every_fault_and_fails(file, capsys, full):
    file.write_text(full.replace("kind: mvno", "kind: shop").replace("card: both", "card: none"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"^2 faults; nothing was changed\.$") as failed:
        call_command("seed", file, check=True)
    assert failed.value.returncode == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{file}:92: providers[1].kind: must be one of: carrier, mvno, platform.",
        f"{file}:206: guides[1].card: must be one of: esim, sim, both.",
    ]


def test_check_knows_what_ships_beside_a_file(file, full):
    file.write_text(full.replace("/destinations/", "/guides/remove-esim/"), encoding="utf-8")
    call_command("seed", file, check=True)
    with pytest.raises(CommandError):
        call_command("seed", file)


def test_a_database_with_content_is_left_alone_if_asked(file, capsys):
    Country.objects.create(code="LA", slug="laos", region="southeast-asia")
    call_command("seed", file, if_empty=True)
    assert printed(capsys) == ["The database has content already: nothing was loaded."]
    assert not Guide.objects.exists()


def test_an_empty_database_is_filled(file):
    call_command("seed", file, if_empty=True)
    assert Guide.objects.count() == 2


def test_format_rewrites_what_is_not_canonical(file, full, capsys):
    file.write_text(
        full.replace("synonyms: [柬国, 金边]", "synonyms: # others\n    - 柬国\n    - '金边'"), encoding="utf-8"
    )
    call_command("seed", file, format=True)
    assert printed(capsys) == [f"{file}: rewritten."]
    assert file.read_text(encoding="utf-8") == full
    call_command("seed", file, format=True)
    assert printed(capsys) == []


def test_format_rewrites_nothing_if_one_file_is_faulty(file, full, tmp_path):
    loose, faulty = full.replace("synonyms: [", "synonyms:   ["), tmp_path / "general.yaml"
    file.write_text(loose, encoding="utf-8")
    faulty.write_text("format: 1\nguide: []\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("seed", file, faulty, format=True)
    assert file.read_text(encoding="utf-8") == loose


def test_an_export_holds_a_file_per_country_and_a_general_one(file, full, tmp_path, capsys):
    call_command("seed", file, verbosity=0)
    Provider.objects.create(slug="airalo", kind="platform", name_zh_hans="Airalo")
    out = tmp_path / "out"
    call_command("export", out)
    assert printed(capsys) == [f"{out}/cambodia.yaml", f"{out}/general.yaml"]
    assert (out / "cambodia.yaml").read_text(encoding="utf-8") == full
    assert (out / "general.yaml").read_text(encoding="utf-8") == (
        "format: 1\nproviders:\n  - slug: airalo\n    name:\n      zh-hans: Airalo\n    kind: platform\n"
    )


def test_one_country_is_exported_alone(file, tmp_path, capsys):
    call_command("seed", file, verbosity=0)
    call_command("export", tmp_path / "out", country="cambodia")
    assert printed(capsys) == [f"{tmp_path}/out/cambodia.yaml"]
    with pytest.raises(CommandError, match="There is no country “laos”"):
        call_command("export", tmp_path / "out", country="laos")


def test_an_export_names_what_it_leaves_out(file, tmp_path, capsys):
    call_command("seed", file, verbosity=0)
    Provider.objects.get(slug="metfone").facts.filter(topic="number_kept_days").update(source=None)
    call_command("export", tmp_path / "out")
    assert capsys.readouterr().err.splitlines() == [
        "Left out, because it has no source: metfone: Number can be restored for: 90 days"
    ]


def test_an_export_overwrites_an_older_one(file, tmp_path):
    call_command("seed", file, verbosity=0)
    call_command("export", tmp_path)
    Section.objects.filter(anchor="steps").update(heading_en="Do this")
    call_command("export", tmp_path)
    assert "          en: Do this\n" in file.read_text(encoding="utf-8")


def fail_to_finish(monkeypatch, cause: type[Exception], times: int) -> None:
    """The database ends so many tries at the last statement of each."""
    bump, failed = SiteRevision.objects.bump, []

    def bump_or_fail(*args):
        if len(failed) < times:
            failed.append(cause)
            raise OperationalError from cause()
        bump(*args)

    monkeypatch.setattr("guides.models.revision.SiteRevisionManager.bump", lambda self, *args: bump_or_fail(*args))


def test_seed_begins_again_where_an_editor_saves_at_the_same_time(file, capsys, monkeypatch):
    fail_to_finish(monkeypatch, DeadlockDetected, times=2)
    call_command("seed", file)
    assert ("countries: 1 created: cambodia" in printed(capsys), Country.objects.count()) == (True, 1)


@pytest.mark.parametrize(("cause", "times"), [(DeadlockDetected, 99), (DiskFull, 1)])
def test_seed_gives_up_where_trying_again_does_not_help(file, monkeypatch, cause, times):
    fail_to_finish(monkeypatch, cause, times)
    with pytest.raises(OperationalError):
        call_command("seed", file)
    assert Country.objects.count() == 0
