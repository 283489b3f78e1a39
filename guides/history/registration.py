import reversion

from guides.models import ChangeNote, Guide, Question, Section, TranslationState, Verdict

PARTS = (Section, Question, Verdict, ChangeNote, TranslationState)
FOLLOWED = ("sections", "questions", "verdicts", "changes", "translation_states")


def register() -> None:
    """Called once all models are ready, so that the language columns of modeltranslation are kept too."""
    for model in PARTS:
        reversion.register(model)
    reversion.register(Guide, follow=FOLLOWED)
