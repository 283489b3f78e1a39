"""What follows from a change, whoever made it: the site revision rises in the same transaction."""

from django.apps import AppConfig
from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete, pre_save
from django.dispatch import receiver

from guides import models, roles
from guides.evidence import pictures
from guides.models import completeness
from guides.models.addresses import path_of
from guides.models.images import release
from guides.models.revision import written_in_bulk
from guides.search import index

PUBLIC = (
    models.Country,
    models.Provider,
    models.SupportChannel,
    models.Source,
    models.Fact,
    models.Guide,
    models.Section,
    models.Question,
    models.Verdict,
    models.ChangeNote,
    models.TranslationState,
    models.ContactLink,
    models.Image,
    models.Letter,
    models.OldAddress,
)

KEPT_ADDRESSES = {models.Country: "country", models.Provider: "provider", models.Guide: "guide"}


@receiver([post_save, post_delete])
def raise_revision(sender: type, raw: bool = False, **kwargs: object) -> None:
    if sender in PUBLIC and not raw:
        models.SiteRevision.objects.bump()


@receiver([post_save, post_delete])
def keep_completeness_true(instance: object, raw: bool = False, origin: object = None, **kwargs: object) -> None:
    """In the same transaction, and before the search index, which holds only what is complete."""
    if not raw and not _is_part_of_deletion(instance, origin) and (guides := completeness.guides_of([instance])):
        completeness.judge(guides)


@receiver([post_save, post_delete])
def keep_search_true(instance: object, raw: bool = False, origin: object = None, **kwargs: object) -> None:
    """In the same transaction: what is saved is found at once, and what is rolled back never was."""
    if not raw and not _is_part_of_deletion(instance, origin) and (pages := index.pages_of(instance)):
        index.refresh(pages)


def _is_part_of_deletion(instance: object, origin: object) -> bool:
    return isinstance(origin, models.Guide) and origin is not instance


@receiver(written_in_bulk)
def keep_both_true_in_bulk(rows: list, **kwargs: object) -> None:
    if guides := completeness.guides_of(rows):
        completeness.judge(guides)
    index.refresh(page for row in rows for page in index.pages_of(row))


@receiver(m2m_changed, sender=models.Guide.providers.through)
@receiver(m2m_changed, sender=models.Guide.sources.through)
def raise_revision_for_relations(action: str, **kwargs: object) -> None:
    if action.startswith("post_"):
        models.SiteRevision.objects.bump()


@receiver(post_migrate)
def synchronise_roles(sender: AppConfig, **kwargs: object) -> None:
    """After Django has made this app's permissions."""
    if sender.name == "guides":
        roles.synchronise()


@receiver(pre_save)
def keep_old_address(sender: type, instance: models.Guide, raw: bool = False, **kwargs: object) -> None:
    """A changed slug, or a guide's change of country, leaves its old address behind as a permanent redirect."""
    if raw or sender not in KEPT_ADDRESSES or not instance.pk:
        return
    before = sender.objects.filter(pk=instance.pk).first()
    if before is None or path_of(before) == path_of(instance):
        return
    models.OldAddress.objects.filter(path=path_of(instance)).delete()
    models.OldAddress.objects.update_or_create(
        path=path_of(before),
        defaults={"country": None, "provider": None, "guide": None, KEPT_ADDRESSES[sender]: instance},
    )


@receiver(pre_delete, sender=models.Image)
def keep_images_in_use(instance: models.Image, **kwargs: object) -> None:
    if used := pictures.uses(instance.slug):
        raise ProtectedError(f"{instance}: {'; '.join(map(str, used))}", {use.part for use in used})


@receiver(post_delete, sender=models.Image)
def release_files(instance: models.Image, **kwargs: object) -> None:
    release(instance.digest)
