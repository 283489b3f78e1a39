import datetime
from dataclasses import replace

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from guides import languages, throttle
from guides.discovery import versions
from guides.evidence.lifecycle import lifecycle
from guides.head import Head, render_page
from guides.models import Guide
from guides.vocabulary import Billing

from .answers import NAMES, UNKNOWN, Answers, Parsed, parse
from .calendar import calendar, name
from .directory import Directory
from .form import form, given, labels
from .plan import Plan, make

CALENDARS = throttle.Throttle("calendar", per_minute=120, per_hour=1800)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    directory, parsed = _read(request, today)
    asked = any(each in request.GET for each in NAMES)
    made = make(directory.case(parsed.answers, today)) if asked and not parsed.errors else None
    return render_page(
        request,
        "planner/plan.html",
        _head(request, made, parsed),
        {
            "form": form(parsed, directory, today),
            "asked": asked,
            "plan": made,
            "name": name(made) if made else "",
            "query": parsed.answers.query,
            **(_beside(made) if made else {}),
        },
    )


@require_safe
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The plan's dated steps; without any date, and for impossible input, a plain text that says what is wrong."""
    if seconds := CALENDARS.wait(request):
        return throttle.refused(_refusal(throttle.in_words(seconds), 429), seconds)
    now = timezone.now()
    directory, parsed = _read(request, now.date())
    if parsed.errors:
        named = labels()
        return _refusal("\n".join(f"{named[field]}: {error}" for field, error in parsed.errors.items()))
    made = make(directory.case(parsed.answers, now.date()))
    if not made.dated:
        return _refusal(
            gettext("This plan has no date to put into a calendar. Add the day you leave or the last day of the plan.")
        )
    content = calendar(made, address=_address(parsed.answers), now=now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    slug = parsed.answers.provider or parsed.answers.country
    response["Content-Disposition"] = f'attachment; filename="exit-plan{slug and "-" + slug}.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(request: HttpRequest, today: datetime.date) -> tuple[Directory, Parsed]:
    directory = Directory.read()
    return directory, parse(dict(request.GET.lists()), directory.known, today)


def _address(answers: Answers) -> str:
    return f"{settings.SITE_URL}{reverse('plan')}?{answers.query}"


def _refusal(text: str, status: int = 400) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _head(request: HttpRequest, made: Plan | None, parsed: Parsed) -> Head:
    """Only the empty form is for search engines; a plan is one reader's."""
    return Head(
        title=name(made) if made else gettext("Exit plan"),
        description=made.summary
        if made
        else gettext("Name your carrier and the day you leave: the steps that apply to you, in order, with dates."),
        versions=versions.of(reverse("plan"), query=parsed.answers.query),
        trail=[(gettext("Exit plan"), reverse("plan"))],
        indexed=not request.GET,
    )


def _beside(made: Plan) -> dict[str, object]:
    """The answers in words, guides and lifecycle, and a plan for each way of paying if that is not known."""
    case, language = made.case, languages.current()
    wanted = {step.guide for step in made.steps if step.guide}
    where = Q(country=None, slug__in=wanted) | Q(country=case.country, country__isnull=False)
    guides = Guide.objects.published().complete_in(language).filter(where).select_related("country").in_reading_order()
    is_prepaid = case.provider and case.billing == Billing.PREPAID
    others = [each for each in Billing if each != Billing.ANY] if case.billing == UNKNOWN else []
    return {
        "address": _address(case.answers),
        "given": given(case.answers),
        "guides": list(guides),
        "lifecycle": lifecycle(case.provider, case.facts.values()) if is_prepaid else None,
        "billings": [(each.label, replace(case.answers, billing=each.value).query) for each in others],
    }
