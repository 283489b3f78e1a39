"""The admin's forms as an editor's browser has them: every field with the value it shows."""

from django.http import HttpResponse
from django.test import Client
from justhtml import Element, JustHTML

Values = dict[str, str | list[str]]


def document(response: HttpResponse) -> JustHTML:
    return JustHTML(response.content.decode(), sanitize=False)


def values_of(response: HttpResponse) -> Values:
    """What a browser would send if the editor pressed Save at once."""
    form = next(each for each in document(response).query("form") if (each.attrs.get("id") or "").endswith("_form"))
    values: Values = {}
    for field in form.query("input, textarea, select"):
        name = field.attrs.get("name")
        if name and "disabled" not in field.attrs and (value := _value(field)) is not None:
            values[name] = value
    return {name: value for name, value in values.items() if not name.startswith("_") and "__prefix__" not in name}


def _value(field: Element) -> str | list[str] | None:
    if field.name == "select":
        options = field.query("option")
        chosen = [each.attrs.get("value") or "" for each in options if "selected" in each.attrs]
        if "multiple" in field.attrs:
            return chosen
        return chosen[0] if chosen else (options[0].attrs.get("value") or "" if options else "")
    if field.name == "textarea":
        return field.to_text(strip=False).removeprefix("\n")
    kind = field.attrs.get("type")
    if kind in ("submit", "button", "file", "reset"):
        return None
    if kind in ("checkbox", "radio") and "checked" not in field.attrs:
        return None
    return field.attrs.get("value") or ("on" if kind == "checkbox" else "")


def save(client: Client, address: str, **changes: str) -> HttpResponse:
    """Open the form at the address, change the named fields, and press Save."""
    values = values_of(client.get(address))
    return client.post(address, {**values, **changes})


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Messages of a refused form by the field they stand beside; those above the form under ""."""
    found: dict[str, list[str]] = {}
    for listed in document(response).query("ul.errorlist"):
        field = (listed.attrs.get("id") or "").removeprefix("id_").removesuffix("_error")
        found.setdefault(field, []).extend(item.to_text().strip() for item in listed.query("li"))
    return found


def said(response: HttpResponse) -> list[str]:
    """The newest message above a page, if there is any."""
    return [each.to_text() for each in document(response).query(".messagelist li")][-1:]
