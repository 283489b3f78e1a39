"""The table of rules, in the order in which a reader should act."""

from . import accounts, device, line, money, registration, renewal
from .case import Case
from .rule import Rule

RULES = (
    *renewal.RULES,
    *accounts.RULES,
    *line.RULES,
    *money.RULES,
    *registration.RULES,
    *device.RULES,
)


def applying(case: Case) -> list[Rule]:
    """Of the rules that share an id, the first that applies; in the table's order."""
    found: dict[str, Rule] = {}
    for rule in RULES:
        if rule.id not in found and rule.applies(case):
            found[rule.id] = rule
    return list(found.values())
