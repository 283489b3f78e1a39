from django.core.paginator import Page, Paginator

from .finding import MOST

SIZE = 10


def page_of(total: int, number: int) -> Page:
    """The page of so many results that is nearest to the number."""
    paginator = Paginator(range(min(total, MOST)), SIZE)
    return paginator.page(max(1, min(number, paginator.num_pages)))


def asked_for(typed: str) -> int:
    """Any text at all: what is no number is the first page."""
    return int(typed[:9]) if typed.isdecimal() else 1
