import datetime

import pytest
from django.http import QueryDict
from django.utils.translation import override

from guides.planner.answers import parse
from guides.planner.directory import Directory
from guides.planner.plan import Plan, make

SATURDAY = datetime.date(2026, 11, 21)


@pytest.fixture
def planned(db):
    """From the query of an address to its plan, as on 21 November 2026."""

    def planned(query: str, language: str = "en") -> Plan:
        with override(language):
            directory = Directory.read()
            parsed = parse(dict(QueryDict(query).lists()), directory.known, SATURDAY)
            assert parsed.errors == {}
            return make(directory.case(parsed.answers, SATURDAY))

    return planned
