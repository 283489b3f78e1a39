"""The dated steps as an iCalendar file (RFC 5545)."""

import datetime
import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event, vText

from guides import languages

from .answers import Answers
from .deadlines import DAY
from .plan import Plan, Step
from .rule import in_words

MORNING_BEFORE = datetime.timedelta(hours=-15)  # from midnight of the day itself: nine o'clock on the day before
# SEQUENCE counts seconds from here, so a file made later replaces one made earlier; it fits 31 bits until 2094.
FIRST = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def calendar(plan: Plan, *, address: str, now: datetime.datetime) -> bytes:
    """One all-day event per dated step, in the active language.

    address: the plan's own, absolute. Raises ValueError if no step has a date: a calendar must not be empty.
    """
    if not plan.dated:
        raise ValueError("a calendar needs a dated step")
    made = Calendar()
    made.add("prodid", f"-//{_host()}//Exit plan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", vText(name(plan)))  # escaped as text, which the library does not do by itself
    for step in plan.dated:
        made.add_component(_event(step, plan, address, now))
    return made.to_ical()


def name(plan: Plan) -> str:
    """What the plan is called: Exit plan, and for whom if that is known."""
    case = plan.case
    owner = case.provider or case.country
    return gettext("Exit plan: %(name)s") % {"name": str(owner)} if owner else gettext("Exit plan")


def uid(step_id: str, answers: Answers) -> str:
    """The same for every language and every date, so that a file with a changed date moves the event."""
    parts = (answers.country, answers.provider, answers.card, answers.billing, step_id)
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@{_host()}"


def _event(step: Step, plan: Plan, address: str, now: datetime.datetime) -> Event:
    title = f"{step.title} ({plan.case.provider})" if plan.case.provider else step.title
    event = Event()
    event.add("uid", uid(step.id, plan.case.answers))
    event.add("sequence", int((now - FIRST).total_seconds()))
    event.add("dtstamp", now)
    event.add("dtstart", step.when.day)
    event.add("dtend", step.when.day + DAY)
    spoken = {"LANGUAGE": languages.current().html_lang}
    event.add("summary", title, spoken)
    event.add("description", _description(step, address), spoken)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", MORNING_BEFORE)
    event.add_component(alarm)
    return event


def _description(step: Step, address: str) -> str:
    lines = [step.why, *(f"– {line}" for line in step.how)]
    if step.when.was:
        lines.insert(
            0, gettext("Was due on %(day)s: do it now if it is still possible.") % {"day": in_words(step.when.was)}
        )
    if step.at_hand:
        lines.append(gettext("Have at hand: %(what)s") % {"what": step.at_hand})
    lines += [f"– {row.channel.get_kind_display()}: {row.shown}" for row in step.contacts]
    return "\n".join([*lines, address])


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
