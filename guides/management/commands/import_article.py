"""manage.py import_article: a Markdown article from the web into a draft guide."""

import pathlib
from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from guides.articles.article import Article
from guides.articles.file import Unreadable, read_file
from guides.articles.reading import read_article
from guides.articles.storing import check_slug, find, store
from guides.languages import LANGUAGES, Language, meant_by
from guides.models import Country
from guides.models.countries import validate_country_code


class Command(BaseCommand):
    help = "Reads a Markdown article as it circulates on the web into a draft guide, and reports what became of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=pathlib.Path, metavar="FILE")
        parser.add_argument("--country", required=True, metavar="CODE", help="ISO 3166-1 code of the country: KR")
        parser.add_argument(
            "--language", required=True, metavar="CODE", help=", ".join(language.code for language in LANGUAGES)
        )
        parser.add_argument("--slug", help="address of the guide; made from the title or the text if left out")
        parser.add_argument("--dry-run", action="store_true", help="report only; change nothing")

    def handle(
        self,
        *args: object,
        file: pathlib.Path,
        country: str,
        language: str,
        slug: str | None,
        dry_run: bool,
        **options: object,
    ) -> None:
        page_language, where = _language(language), _country(country)
        try:
            article = read_article(read_file(file), page_language)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        slug = slug or article.slug
        _check(slug)
        if find(where, slug):
            self.stdout.write(
                gettext(
                    "%(country)s has a guide “%(slug)s” already: nothing was changed. If this is another article, "
                    "choose a slug with --slug."
                )
                % {"country": where.label, "slug": slug}
            )
            return
        if not dry_run:
            store(article, where, slug)
        self._report(article, slug, where, dry_run=dry_run)

    def _report(self, article: Article, slug: str, country: Country, *, dry_run: bool) -> None:
        heading = (
            gettext("Would become a draft: %(country)s/%(slug)s, “%(title)s”")
            if dry_run
            else gettext("A new draft: %(country)s/%(slug)s, “%(title)s”")
        )
        self.stdout.write(heading % {"country": country.slug, "slug": slug, "title": article.title})
        for section in article.sections:
            self.stdout.write(f"  #{section.anchor}: {section.heading}")
        for question in article.questions:
            self.stdout.write(f"  #{question.anchor}: {question.question}")
        for line in article.report.lines():
            self.stdout.write(line)


def _language(tag: str) -> Language:
    language = meant_by(tag)
    if not language:
        raise CommandError(
            gettext("“%(tag)s” is no language of this site: it has %(codes)s.")
            % {"tag": tag, "codes": ", ".join(known.code for known in LANGUAGES)}
        )
    return language


def _country(code: str) -> Country:
    try:
        validate_country_code(code.upper())
    except ValidationError as error:
        raise CommandError(error.messages[0]) from error
    country = Country.objects.filter(code=code.upper()).first()
    if not country:
        raise CommandError(
            gettext(
                "The country %(code)s is not in the database yet. Add it in the admin (Countries) or in a bundle that "
                "“manage.py seed” loads, then import the article."
            )
            % {"code": code.upper()}
        )
    return country


def _check(slug: str) -> None:
    try:
        check_slug(slug)
    except ValidationError as error:
        raise CommandError(
            gettext("The slug “%(slug)s” cannot be used: %(reason)s")
            % {"slug": slug, "reason": " ".join(error.messages)}
        ) from error
