"""Who may do what: groups of the admin as tables of permissions, synchronised after every migrate.

A group that an operator adds is left alone; one of these is set to exactly what stands here.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission
from django.db import transaction

from guides.languages import LANGUAGES, Language

CONTENT = (
    "country",
    "provider",
    "supportchannel",
    "source",
    "fact",
    "guide",
    "section",
    "question",
    "verdict",
    "changenote",
    "image",
)
WRITE_ALL = tuple(f"write_{language.suffix}" for language in LANGUAGES)


@dataclass(frozen=True)
class Role:
    name: str
    permissions: frozenset[str]  # codenames


def _all(action: str, models: tuple[str, ...] = CONTENT) -> set[str]:
    return {f"{action}_{model}" for model in models}


_READ = _all("view") | {"view_translationstate", "view_letter", "view_contactlink", "view_oldaddress", "view_feedback"}
_EDIT = (
    _READ
    | _all("add")
    | _all("change")
    | {
        "delete_section",
        "delete_question",
        "delete_verdict",
        "delete_supportchannel",
        "delete_fact",
        "delete_changenote",
    }
    | {"change_translationstate", "change_feedback", "write_structure", *WRITE_ALL}
)
_PUBLISH = (
    _EDIT
    | _all("delete")
    | {"publish_guide", "delete_feedback"}
    | {f"{action}_{model}" for action in ("add", "change", "delete") for model in ("contactlink", "oldaddress")}
    | {"add_letter", "change_letter"}
)
_CHECK = (
    _READ
    | {f"{action}_{model}" for action in ("add", "change") for model in ("fact", "supportchannel", "source")}
    # Contacts stand in their provider's form; of the provider itself a checker can write nothing there.
    | {"change_feedback", "change_provider"}
)


def _translate(language: Language) -> set[str]:
    translated = (
        "country",
        "provider",
        "supportchannel",
        "fact",
        "guide",
        "section",
        "question",
        "verdict",
        "changenote",
        "image",
    )
    return _READ | _all("change", translated) | {"change_translationstate", f"write_{language.suffix}"}


ROLES = (
    Role("Editor", frozenset(_EDIT)),
    Role("Publisher", frozenset(_PUBLISH)),
    Role("Fact checker", frozenset(_CHECK)),
    *(
        Role(f"Translator {language.html_lang}", frozenset(_translate(language)))
        for language in LANGUAGES
        if language.source
    ),
)


@transaction.atomic
def synchronise() -> None:
    """Make the groups hold exactly the permissions above. Permissions themselves are made by Django's post_migrate."""
    known = {
        permission.codename: permission for permission in Permission.objects.filter(content_type__app_label="guides")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(known[codename] for codename in sorted(role.permissions))


def languages_of(user: AbstractBaseUser | AnonymousUser) -> tuple[Language, ...]:
    """The languages whose texts the user may write."""
    return tuple(language for language in LANGUAGES if user.has_perm(f"guides.write_{language.suffix}"))


def may_change_structure(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the user may change what all languages share: addresses, facts, order, status."""
    return user.has_perm("guides.write_structure")
