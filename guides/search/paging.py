from dataclasses import dataclass

from .finding import MOST

SIZE = 10
LAST = MOST // SIZE


@dataclass(frozen=True)
class Page:
    number: int
    count: int  # of pages

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    @property
    def start(self) -> int:
        return (self.number - 1) * SIZE

    @property
    def first(self) -> int:
        """The number of its first result."""
        return self.start + 1

    @classmethod
    def asked_for(cls, typed: str) -> "Page":
        """Any text at all: what is no number is the first page, what is too large the last."""
        if not typed.isdecimal():
            return cls(1, LAST)
        return cls(max(1, min(int(typed[:9]), LAST)), LAST)

    def within(self, total: int) -> "Page":
        count = max(1, -(-min(total, MOST) // SIZE))
        return Page(min(self.number, count), count)
