"""What is kept of a reader's word, and what follows from it."""

from django.db import IntegrityError, transaction

from guides import languages
from guides.models import Feedback, SupportChannel

from .form import FeedbackForm
from .masking import mask
from .tickets import Ticket


def keep(form: FeedbackForm, ticket: Ticket) -> int:
    """Store a valid form once, personal data masked; how many pieces were masked. A replayed form changes nothing."""
    said, subject = form.cleaned_data, form.subject
    text, masked = mask(said["text"], _known_numbers())
    try:
        with transaction.atomic():
            Feedback.objects.create(
                page=subject.path,
                language=languages.current().code,
                verdict=said["verdict"],
                fact=said.get("fact"),
                worked_on=said["worked_on"],
                text=text[: Feedback._meta.get_field("text").max_length],
                ticket=ticket.number,
            )
            if said["verdict"] == Feedback.Verdict.OUTDATED:
                _bring_check_forward(form)
    except IntegrityError:  # the ticket has been used
        pass
    return masked


def _bring_check_forward(form: FeedbackForm) -> None:
    subject, fact = form.subject, form.cleaned_data.get("fact")
    if fact:
        fact.report_outdated()
    elif subject.guide and subject.guide.facts_checked_on:
        subject.guide.report_outdated()


def _known_numbers() -> frozenset[str]:
    values = SupportChannel.objects.values_list("value", flat=True)
    return frozenset("".join(sign for sign in value if sign.isdigit()) for value in values) - {""}
