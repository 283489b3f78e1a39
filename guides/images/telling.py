"""Why a file is not taken as a picture, and what to do about it: told by its first bytes, never by its name."""

from django.utils.translation import gettext

_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_AVIF = (b"avif", b"avis")
_LOOKED_AT = 4096  # bytes


class Refused(ValueError):  # noqa: N818  it is what happened
    """The file is not taken as a picture; the message says why and what to do, for an editor."""


def what_it_is_instead(data: bytes) -> str:
    """In words, for a file that does not begin as PNG, JPEG or WebP do."""
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return gettext("This is an SVG drawing, which can hold scripts. Export it as PNG and upload that.")
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<?xml", b"<!--")):
        return gettext("This is a web page, not a picture. Save the picture itself, or take a screenshot of the page.")
    if start.startswith((b"gif87a", b"gif89a")):
        return gettext("This is a GIF. Save one still frame of it as PNG; moving pictures are not taken.")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return gettext(
            "This is a HEIC photo. Export it as JPEG, or set the iPhone’s Camera → Formats to “Most Compatible”."
        )
    if data[4:8] == b"ftyp" and data[8:12] in _AVIF:
        return gettext("This is an AVIF picture. Save it as PNG, JPEG or WebP.")
    if start.startswith(b"%pdf"):
        return gettext("This is a PDF. Take a screenshot of the place that matters and upload that.")
    return gettext("This is no PNG, JPEG or WebP picture, whatever its name says. Save it as one of the three.")


def is_damaged() -> str:
    return gettext(
        "The picture is damaged or not complete. Open it in a program for pictures, save it again and upload that."
    )


def moves() -> str:
    return gettext("This picture moves. Save one still frame of it and upload that; a text can say what moves.")
