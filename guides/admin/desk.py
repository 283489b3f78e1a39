"""The to-do list on the admin's first page: what waits, for whom, and the list that shows it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext

from guides import roles
from guides.drafting import board
from guides.languages import TARGETS
from guides.models import Fact, Feedback, Guide, Provider, Source
from guides.models.evidence import SourceVisit

from .filters import in_stage, with_overdue_contacts

# What a visit may have found that somebody should look at, the worst first.
TROUBLE = (SourceVisit.GONE, SourceVisit.FAILED, SourceVisit.MOVED, SourceVisit.CHANGED)


@dataclass(frozen=True)
class Task:
    what: str
    count: int
    url: str  # of the list that shows exactly as many rows


@dataclass(frozen=True)
class Group:
    name: str
    tasks: tuple[Task, ...]


def to_do(user: AbstractBaseUser) -> list[Group]:
    """Everything that waits for somebody with the user's permissions; nothing that only others can do."""
    groups = (
        Group(gettext("Publishing"), tuple(_publishing(user))),
        Group(gettext("Translations"), tuple(_translations(user))),
        Group(gettext("Facts and sources"), (*_checks(user), *_sources(user))),
        Group(gettext("Readers"), tuple(_feedback(user))),
    )
    waiting = (Group(group.name, tuple(task for task in group.tasks if task.count)) for group in groups)
    return [group for group in waiting if group.tasks]


def _publishing(user: AbstractBaseUser) -> Iterator[Task]:
    if not user.has_perm("guides.publish_guide"):
        return
    for stage, what in (
        ("in_review", gettext("Guides that wait for review")),
        ("scheduled", gettext("Guides that are scheduled")),
    ):
        yield Task(what, in_stage(Guide.objects.all(), stage).count(), _list("guide", stage=stage))


def _translations(user: AbstractBaseUser) -> Iterator[Task]:
    if not user.has_perm("guides.change_guide"):
        return
    guides = in_stage(Guide.objects.all(), "open")
    names = {
        "missing": gettext("%(language)s: guides without a whole translation"),
        "machine": gettext("%(language)s: guides converted by machine, to be read"),
        "outdated": gettext("%(language)s: guides whose source has changed"),
    }
    for language in TARGETS:
        if language not in roles.languages_of(user):
            continue
        for group, what in names.items():
            count = board.in_state(guides, board.GROUPS[group], [language]).count()
            url = _list("guide", stage="open", translation=f"{language.code}.{group}")
            yield Task(what % {"language": language.name}, count, url)


def _checks(user: AbstractBaseUser) -> Iterator[Task]:
    if not user.has_perm("guides.add_fact"):  # those who check facts; translators may only change their notes
        return
    guides = in_stage(Guide.objects.overdue(), "open").count()
    yield Task(gettext("Guides whose facts are due for a check"), guides, _list("guide", stage="open", due="overdue"))
    yield Task(gettext("Facts that are due for a check"), Fact.objects.overdue().count(), _list("fact", due="overdue"))
    providers = with_overdue_contacts(Provider.objects.all()).count()
    what = gettext("Providers with contacts that are due for a check")
    yield Task(what, providers, _list("provider", contacts="overdue"))


def _sources(user: AbstractBaseUser) -> Iterator[Task]:
    if not user.has_perm("guides.change_source"):
        return
    found = Counter(Source.objects.filter(visit__in=TROUBLE).order_by().values_list("visit", flat=True))
    names = {
        SourceVisit.GONE: gettext("Sources that are gone"),
        SourceVisit.FAILED: gettext("Sources that do not answer"),
        SourceVisit.MOVED: gettext("Sources that have moved"),
        SourceVisit.CHANGED: gettext("Sources whose text has changed"),
    }
    for visit in TROUBLE:
        yield Task(names[visit], found[visit], _list("source", visit__exact=visit.value))


def _feedback(user: AbstractBaseUser) -> Iterator[Task]:
    if user.has_perm("guides.change_feedback"):
        count = Feedback.objects.filter(state=Feedback.State.NEW).count()
        yield Task(gettext("New words from readers"), count, _list("feedback", state__exact=Feedback.State.NEW.value))


def _list(model: str, **query: str) -> str:
    return f"{reverse(f'admin:guides_{model}_changelist')}?{urlencode(query)}"
