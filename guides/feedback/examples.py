from .form import FeedbackForm
from .subjects import Subject


def _form() -> dict:
    subject = Subject("/cambodia/", "Cambodia")
    return {"form": FeedbackForm(subject, {"verdict": "wrong"}), "subject": subject, "ticket": "example"}


EXAMPLES = {
    "feedback-call": lambda: {"path": "/cambodia/"},
    "feedback-form": _form,
}
