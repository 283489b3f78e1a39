from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guides.images import renditions, storing
from guides.images.reading import Picture
from guides.languages import Language

from .constraints import valid_choice


class ImageQuerySet(models.QuerySet):
    def digests_in_use(self, digests: Iterable[str]) -> set[str]:
        """Those of the hashes whose files some image needs."""
        return set(self.filter(digest__in=digests).values_list("digest", flat=True))


class ImageFormat(models.TextChoices):
    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"
    WEBP = "webp", "WebP"


class Image(models.Model):
    """A picture that texts place by its slug. Its files stand under its digest; several images may share them."""

    Format = ImageFormat

    slug = models.SlugField(
        _("name"), max_length=60, unique=True, help_text=_("What texts call it: iphone-esim-settings.")
    )
    digest = models.CharField(
        _("content hash"), max_length=64, db_index=True, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")]
    )
    format = models.CharField(_("format of the original"), max_length=4, choices=ImageFormat)
    fallback = models.CharField(max_length=3, help_text="Ending of the file for browsers without WebP.")
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What the picture shows, for those who cannot see it. Without it no text in this language may use it."
        ),
    )
    caption = models.CharField(
        _("caption"),
        max_length=250,
        blank=True,
        help_text=_("Shown below the picture; leave empty if there is nothing to add."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["slug"]
        constraints = [
            valid_choice("image", "format", ImageFormat),
            models.CheckConstraint(condition=models.Q(fallback__in=["jpg", "png"]), name="image_fallback_valid"),
            models.CheckConstraint(condition=models.Q(width__gte=1, height__gte=1), name="image_has_size"),
        ]

    def __str__(self) -> str:
        return self.slug

    def describe(self, picture: Picture) -> None:
        """Take over what the picture itself says; the caller stores its files and saves the row."""
        self.digest, self.format, self.fallback = picture.digest, picture.format, picture.fallback
        self.width, self.height = picture.width, picture.height

    def alt_in(self, language: Language) -> str:
        return getattr(self, f"alt_{language.suffix}") or ""

    @property
    def directive(self) -> str:
        """What an editor writes into a text, alone on a line."""
        return f"[[image: {self.slug}]]"

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self._url(f'{width}.webp')} {width}w" for width in renditions.widths(self.width))

    @property
    def smallest(self) -> str:
        """For lists."""
        return self._url(f"{renditions.widths(self.width)[0]}.webp")

    @property
    def src(self) -> str:
        """For browsers that know neither WebP nor srcset."""
        return self._url(f"{renditions.fallback_width(self.width)}.{self.fallback}")

    @property
    def is_tall(self) -> bool:
        """Higher than wide, as a telephone's screen is: shown narrow, or it would fill more than the window."""
        return self.height > self.width * 1.2

    def _url(self, name: str) -> str:
        return reverse("image", args=[self.digest, name])


@contextmanager
def files_taken_back() -> Iterator[None]:
    """Goes around a transaction in which pictures are stored; see storing.taken_back."""
    with storing.taken_back(_claim, remove_unused):
        yield


def release(digest: str) -> None:
    """Once the transaction is committed, remove the files unless some image still needs them."""
    transaction.on_commit(partial(remove_unused, [digest]))


def remove_unused(digests: Iterable[str]) -> None:
    """The files of those hashes that no image needs, and that nobody is just storing."""
    digests = set(digests)
    for digest in digests - Image.objects.digests_in_use(digests) if digests else ():
        with transaction.atomic():
            _claim(digest)
            if not Image.objects.digests_in_use([digest]):
                storing.remove(digest)


def _claim(digest: str) -> None:
    """See storing.Claim. SQLite's transactions follow each other: all of ours begin as writers."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])
