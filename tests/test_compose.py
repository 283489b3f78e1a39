"""Dockerfile and compose.yaml, where they must agree with the site. .ci/image builds and starts what they describe."""

import re
from pathlib import Path

import pytest
import yaml

from esimsite import gunicorn

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
FIXED_IN_THE_IMAGE = {"DATA_DIR", "HOST", "PORT", "RELEASE", "OG_FONT"}
NOT_FOR_THE_PUBLIC = {"DEBUG"}


def test_every_setting_of_the_site_can_be_given_to_a_container():
    read = (ROOT / "esimsite" / "environment.py").read_text(encoding="utf-8")
    known = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read))
    assert {"SECRET_KEY", "DATABASE_URL", "ADMIN_PATH", "LOG_LEVEL"} <= known
    assert set(SERVICES["site"]["environment"]) == known - FIXED_IN_THE_IMAGE - NOT_FOR_THE_PUBLIC


def test_only_the_site_is_published_and_only_to_the_proxy_of_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"site": ["127.0.0.1:${PUBLISHED_PORT:-8000}:8000"]}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_has_no_rights_nothing_to_write_on_and_limits(name):
    service = SERVICES[name]
    rights = (service["read_only"], service["cap_drop"], service["security_opt"])
    assert rights == (True, ["ALL"], ["no-new-privileges:true"])
    assert {"mem_limit", "pids_limit", "logging"} <= set(service)


def test_a_container_is_given_longer_to_stop_than_a_request_to_finish():
    assert int(SERVICES["site"]["stop_grace_period"].removesuffix("s")) > gunicorn.graceful_timeout


def test_the_image_can_dump_the_database_that_compose_starts():
    """pg_dump refuses servers that are newer than itself."""
    dump = int(re.search(r"postgresql-client-(\d+)", DOCKERFILE)[1])
    server = int(re.fullmatch(r"postgres:(\d+)\.\d+-bookworm", SERVICES["database"]["image"])[1])
    assert dump >= server


def test_the_images_are_pinned_to_a_release():
    bases = re.findall(r"(?m)^FROM (\S+)", DOCKERFILE)
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-bookworm", base) for base in bases)
