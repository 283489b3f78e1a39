"""Which fields have one column per language (django-modeltranslation finds this module by its name)."""

from modeltranslation.translator import TranslationOptions, register

from guides import models


@register(models.Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(models.Provider)
class ProviderTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(models.SupportChannel)
class SupportChannelTranslation(TranslationOptions):
    fields = ("hours", "note")


@register(models.Fact)
class FactTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Guide)
class GuideTranslation(TranslationOptions):
    fields = ("title", "short_answer", "summary")


@register(models.Section)
class SectionTranslation(TranslationOptions):
    fields = ("heading", "body")


@register(models.Question)
class QuestionTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(models.Verdict)
class VerdictTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.ChangeNote)
class ChangeNoteTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(models.ContactLink)
class ContactLinkTranslation(TranslationOptions):
    fields = ("label",)


@register(models.Letter)
class LetterTranslation(TranslationOptions):
    fields = ("reader_subject", "reader_body")
