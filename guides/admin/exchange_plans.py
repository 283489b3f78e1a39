"""What an uploaded file would do, and doing it: in one transaction, with history and log."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from guides.articles.article import Article
from guides.articles.file import Unreadable, read_bytes
from guides.articles.reading import read_article
from guides.articles.storing import check_slug, find, store
from guides.drafting import states
from guides.exchange.checking import check
from guides.exchange.faults import Fault, Refused
from guides.exchange.loading import Report, load
from guides.exchange.rehearsing import guides_of, rehearse
from guides.exchange.schema import Bundle
from guides.history.recording import keep_whole, revised
from guides.languages import BY_CODE
from guides.models import ChangeNote, Country, Guide, Letter, SiteRevision
from guides.models.images import files_taken_back

from .exchange_uploads import Upload


class Changed(Exception):  # noqa: N818  it is what happened
    """Somebody changed the content since the user was shown what would happen."""


@dataclass(frozen=True)
class BundlePlan:
    bundles: list[Bundle]
    report: Report
    replaced: list[int]  # primary keys of guides

    @property
    def outcomes(self) -> Iterator[tuple[str, str, list[str]]]:
        """What happens, to which kind of thing, and to which of them."""
        for outcome, found in (
            (gettext("created"), self.report.created),
            (gettext("replaced"), self.report.replaced),
            (gettext("left alone"), self.report.kept),
        ):
            for model, slugs in found.items():
                yield outcome, str(model._meta.verbose_name_plural), slugs

    @property
    def changes_something(self) -> bool:
        return bool(self.report.created or self.report.replaced)


@dataclass(frozen=True)
class ArticlePlan:
    article: Article
    country: Country
    slug: str


def plan(upload: Upload) -> BundlePlan | ArticlePlan:
    """What would happen now. Raises Refused, whose faults name the file as the user has it, and Lost."""
    return _bundle_plan(upload) if upload.kind == "bundle" else _article_plan(upload)


def _bundle_plan(upload: Upload) -> BundlePlan:
    if upload.content.lstrip().startswith(b"<"):
        raise _refusal(upload, gettext("is a web page (HTML), not a bundle: export or save it as YAML."), line=1)
    try:
        bundles = check([upload.path])
    except Refused as refused:
        path = str(upload.path)
        raise Refused(
            fault._replace(file=upload.name, message=fault.message.replace(path, upload.name))
            for fault in refused.faults
        ) from refused
    try:
        return BundlePlan(bundles, *rehearse(bundles, overwrite=upload.overwrite))
    except IntegrityError as error:
        raise _refusal(upload, gettext("the database refuses it: %(reason)s") % {"reason": error}) from error


def _article_plan(upload: Upload) -> ArticlePlan:
    country = Country.objects.filter(slug=upload.country).first()
    if country is None:
        message = gettext("the country “%(slug)s” is not here any more: choose another, or create it first.")
        raise _refusal(upload, message % {"slug": upload.country})
    try:
        article = read_article(read_bytes(upload.content, upload.name), BY_CODE[upload.language])
        slug = upload.slug or article.slug
        check_slug(slug)
    except Unreadable as unreadable:
        raise _refusal(upload, str(unreadable)) from unreadable
    except ValidationError as invalid:
        raise _refusal(upload, " ".join(invalid.messages)) from invalid
    if find(country, slug):
        message = gettext("%(country)s already has a guide “%(slug)s”: choose another slug if this is another article.")
        raise _refusal(upload, message % {"country": country.label, "slug": slug})
    return ArticlePlan(article, country, slug)


def _refusal(upload: Upload, message: str, line: int = 0) -> Refused:
    return Refused([Fault(upload.name, line, (), message)])


def carry_out(upload: Upload, user: AbstractBaseUser) -> BundlePlan | Guide:
    """Do what was shown. Returns what was done, or the new draft. Raises Changed, Refused and Lost; then nothing is."""
    comment = gettext("Imported from %(file)s") % {"file": upload.name}
    try:
        with files_taken_back(), transaction.atomic():
            number = SiteRevision.objects.select_for_update().values_list("number", flat=True).first()
            if (number or 0) != upload.moment:
                raise Changed
            found = plan(upload)
            if isinstance(found, ArticlePlan):
                return _store(found, user, comment)
            _load(found, user, comment, overwrite=upload.overwrite)
            return found
    except IntegrityError as error:
        raise Changed from error


def _store(found: ArticlePlan, user: AbstractBaseUser, comment: str) -> Guide:
    with revised(user, comment):
        guide = store(found.article, found.country, found.slug)
        states.refresh(guide, ChangeNote.Significance.MAJOR, [found.article.language], user)
        keep_whole(guide)
    LogEntry.objects.log_actions(user.pk, [guide], ADDITION, comment)
    return guide


def _load(found: BundlePlan, user: AbstractBaseUser, comment: str, *, overwrite: bool) -> None:
    """The guides are kept as they were, too: the bundle may replace what was never saved in the admin."""
    before = Guide.objects.filter(pk__in=found.replaced)
    with revised(user, gettext("Before: %(comment)s") % {"comment": comment}, *before):
        pass
    with revised(user, comment):
        report = load(found.bundles, overwrite=overwrite)
        for outcome in (report.created, report.replaced):
            for guide in guides_of(outcome.get(Guide, [])):
                keep_whole(guide)
    for flag, outcome in ((ADDITION, report.created), (CHANGE, report.replaced)):
        for model, keys in outcome.items():
            _log(keys, model, user, flag, comment)


def _log(keys: list[str], model: type[Model], user: AbstractBaseUser, flag: int, comment: str) -> None:
    """keys: as a report has them."""
    if model is Guide:
        rows: QuerySet | list[Guide] = guides_of(keys)
    else:
        rows = model.objects.filter(**{f"{'language' if model is Letter else 'slug'}__in": keys})
    LogEntry.objects.log_actions(user.pk, rows, flag, comment)
