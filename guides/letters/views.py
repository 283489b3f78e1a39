import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from guides import languages, throttle
from guides.discovery import versions
from guides.head import Head, render_page
from guides.posting import Refusal, read_post

from .checks import explanations
from .choosing import Choice, choose, providers_by_country, written_languages
from .entry import LIMITS, Entry, read
from .filling import Filled, fill

# Of what is posted: with JavaScript, letters are written in the browser.
LETTERS = throttle.Throttle("letter", per_minute=120, per_hour=1800)


# Exempt, because a token would need a cookie, and because the form changes nothing: what it answers depends on the
# post alone and goes to whoever sent it. posting.py refuses posts that come from another site.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        choice = choose(request.GET)
        return _page(request, choice, Entry(), 404 if choice.errors else 200)
    try:
        response = _answer(request)
    except Refusal as refusal:
        response = _refused(request, refusal.status)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    data = read_post(request)
    choice = choose(data)
    entry = read(data, timezone.localdate(), choice.region)
    if seconds := LETTERS.wait(request):
        return throttle.refused(_page(request, choice, entry, 429, throttle.in_words(seconds)), seconds)
    if not choice.is_made:
        choice.errors["provider"] = explanations()["choose"]
    if choice.errors or entry.errors or not choice.letter:
        return _page(request, choice, entry, 400)
    filled = fill(choice.letter, entry.values, languages.current())
    match data.get("format"):
        case "txt":
            return _download(filled)
        case "show":
            return render(request, "letters/show.html", {"filled": filled})
    return _page(request, choice, entry)


def _page(request: HttpRequest, choice: Choice, entry: Entry, status: int = 200, refusal: str = "") -> HttpResponse:
    head = Head(
        title=gettext("Write a cancellation letter"),
        description=gettext(
            "A letter that asks your carrier to end the line, in the carrier's language beside yours. "
            "Nothing you type is stored."
        ),
        versions=versions.of(reverse("letter"), query=choice.query),
        trail=[(gettext("Cancellation letter"), reverse("letter"))],
        indexed=request.method != "POST" and not choice.is_made,
    )
    language = languages.current()
    context = {
        "choice": choice,
        "entry": entry,
        "errors": {**choice.errors, **entry.errors},
        "limits": LIMITS,
        "explanations": json.dumps(explanations(), ensure_ascii=False),
        "refusal": refusal,
        "filled": fill(choice.letter, entry.values, language) if choice.letter and not refusal else None,
        "groups": providers_by_country(language),
        "letter_languages": written_languages(),
    }
    return render_page(request, "letters/letter.html", head, context, status)


def _download(filled: Filled) -> HttpResponse:
    """The file's name holds the letter's language only: nothing that was typed, and nothing that could end a header."""
    response = HttpResponse(filled.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cancellation-letter-{filled.letter.language}.txt"'
    return response


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    reasons = {
        403: gettext("This form was sent from another website. For your safety we did not fill in the letter."),
        413: gettext("That was far more text than a letter needs. Nothing of it was read."),
        400: gettext("What arrived was not a filled-in form."),
    }
    head = Head(
        title=gettext("The letter was not written"),
        description=reasons[status],
        versions=versions.of(reverse("letter")),
        indexed=False,
    )
    return render_page(request, "letters/refused.html", head, status=status)
