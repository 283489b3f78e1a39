from modeltranslation.translator import translator

from . import models

FIELDS = {
    models.Guide: ["title", "short_answer"],
    models.Section: ["heading", "html"],
    models.Question: ["question", "html"],
    models.Verdict: ["reason"],
    models.Change: ["text"],
    models.Contact: ["provider", "note"],
}
for model, fields in FIELDS.items():
    translator.register(model, fields=fields)
