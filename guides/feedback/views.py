import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from guides import throttle
from guides.discovery import versions
from guides.head import Head, render_page
from guides.models import Attempt
from guides.posting import Refusal, read_post
from guides.visitors import network_of

from .form import FeedbackForm, choices
from .storing import keep
from .subjects import Subject, subject_of
from .tickets import new_ticket, read_ticket

# One reader has a few things to say; all readers of a day together have some hundreds.
PER_READER = (8, datetime.timedelta(hours=1))
PER_DAY = (2000, datetime.timedelta(days=1))


# Exempt, because a token would need a cookie on pages that set none: posting.py refuses posts from another site, and
# the form carries a signed ticket of its own.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            response = _answer(request)
        except Refusal as refusal:
            response = _refused(request, refusal.status)
    else:
        subject = _subject(request.GET.get("page", "/"))
        response = _page(request, subject, FeedbackForm(subject, initial={"verdict": _chosen(request)}))
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    subject = _subject(request.GET.get("page", ""))
    response = render_page(
        request,
        "feedback/thanks.html",
        _head(gettext("Thank you"), subject),
        {"subject": subject, "masked": request.GET.get("masked") == "yes"},
    )
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    data = read_post(request)
    subject = _subject(data.get("page", ""))
    form = FeedbackForm(subject, data)
    if form.is_trapped:
        return _thank(subject, 0)
    ticket = read_ticket(data.get("ticket", ""), subject.path)
    if not form.is_valid():
        return _page(request, subject, form, 400)
    if ticket is None or ticket.is_expired:
        form.add_error(None, gettext("This form lay open for too long. What you wrote is still here: send it again."))
        return _page(request, subject, form, 400)
    if ticket.is_too_quick:
        form.add_error(None, gettext("That was very quick. What you wrote is still here: send it once more."))
        return _page(request, subject, form, 400, data["ticket"])
    if not _may_speak(request):
        form.add_error(
            None, gettext("We have had many messages from your network. What you wrote is still here: try in an hour.")
        )
        seconds = throttle.seconds_left(int(PER_READER[1].total_seconds()))
        return throttle.refused(_page(request, subject, form, 429, data["ticket"]), seconds)
    return _thank(subject, keep(form, ticket))


def _may_speak(request: HttpRequest) -> bool:
    attempts = Attempt.objects
    return attempts.allow("feedback", network_of(request), *PER_READER) and attempts.allow("feedback", "", *PER_DAY)


def _subject(path: str) -> Subject:
    subject = subject_of(path) if len(path) <= 200 else None
    if subject is None:
        raise Http404
    return subject


def _chosen(request: HttpRequest) -> str:
    verdict = request.GET.get("verdict", "")
    return verdict if verdict in dict(choices()) else ""


def _thank(subject: Subject, masked: int) -> HttpResponse:
    query = {"page": subject.path, **({"masked": "yes"} if masked else {})}
    return HttpResponseRedirect(f"{reverse('feedback-thanks')}?{urlencode(query, safe='/')}", status=303)


def _page(
    request: HttpRequest, subject: Subject, form: FeedbackForm, status: int = 200, ticket: str = ""
) -> HttpResponse:
    context = {"subject": subject, "form": form, "ticket": ticket or new_ticket(subject.path)}
    head = _head(gettext("Tell us about “%(page)s”") % {"page": subject.title}, subject)
    return render_page(request, "feedback/form.html", head, context, status)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    reasons = {
        403: gettext("This form was sent from another website, so we did not keep it."),
        413: gettext("That was far more text than we can read. Nothing of it was kept."),
        400: gettext("What arrived was not a filled-in form."),
    }
    head = Head(gettext("Not received"), reasons[status], versions.of(reverse("home")), indexed=False)
    return render_page(request, "feedback/refused.html", head, status=status)


def _head(title: str, subject: Subject) -> Head:
    return Head(
        title=title,
        description=gettext("Say what is wrong, unclear or out of date. No name, no account, no cookie."),
        versions=versions.of(
            reverse("feedback"), query=urlencode({"page": subject.path}, safe="/") if subject.path != "/" else ""
        ),
        trail=[
            *([] if subject.path == "/" else [(subject.title, subject.url)]),
            (gettext("Feedback"), reverse("feedback")),
        ],
        indexed=False,
    )
