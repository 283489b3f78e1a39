"""JSON-LD: plain dictionaries, made only of what the page shows."""

from collections.abc import Iterable, Sequence

from django.conf import settings

from guides.languages import Language

Json = dict[str, object]


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Json:
    """trail: (name, path) from the home page to this page."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": f"{settings.SITE_URL}{path}"}
            for position, (name, path) in enumerate(trail, start=1)
        ],
    }


def article(*, headline: str, description: str, url: str, language: Language, published: str, modified: str) -> Json:
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": headline,
        "description": description,
        "mainEntityOfPage": url,
        "inLanguage": language.html_lang,
        "datePublished": published,
        "dateModified": modified,
        "isAccessibleForFree": True,
    }


def faq(pairs: Sequence[tuple[str, str]], language: Language) -> Json:
    """pairs: (question, answer), both in plain words."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language.html_lang,
        "mainEntity": [
            {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for question, answer in pairs
        ],
    }


def how_to(*, name: str, steps: Sequence[tuple[str, str]], language: Language) -> Json:
    """steps: (words of the step, its absolute address)."""
    return {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": name,
        "inLanguage": language.html_lang,
        "step": [{"@type": "HowToStep", "text": text, "url": url} for text, url in steps],
    }


def defined_terms(
    name: str, url: str, terms: Iterable[tuple[str, str, str, Sequence[str]]], language: Language
) -> Json:
    """terms: (fragment of its address, name, explanation, other names) of each."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": name,
        "url": url,
        "inLanguage": language.html_lang,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term,
                "description": explanation,
                "url": f"{url}#{fragment}",
                "inDefinedTermSet": url,
            }
            | ({"alternateName": list(others)} if others else {})
            for fragment, term, explanation, others in terms
        ],
    }
