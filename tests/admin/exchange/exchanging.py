"""The pages of import and export, as a publisher's browser uses them."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.admin.forms import document

SEED = Path(__file__).resolve().parents[3] / "guides" / "seed"
ARTICLE = """# 注销挪威 SIM 卡

## 注销前的准备

先解绑银行账号，再停用自动续费。

## 注销步骤

1. 打电话给客服。
2. 说明要销号。
"""


def upload(client: Client, content: str | bytes, name: str = "norway.yaml", kind: str = "bundle", **more: str):
    raw = content if isinstance(content, bytes) else content.encode()
    fields = {f"{kind}-{key}": value for key, value in more.items()}
    file = SimpleUploadedFile(name, raw)
    return client.post(reverse("admin:guides_exchange"), {"kind": kind, f"{kind}-file": file, **fields})


def upload_article(client: Client, content: str | bytes = ARTICLE, name: str = "article.md", **more: str):
    return upload(client, content, name, "article", **{"country": "norway", "language": "zh-hans", **more})


def apply(client: Client, page: HttpResponse) -> HttpResponse:
    """Press the second button of the page."""
    token = document(page).query('input[name="upload"]')[0].attrs["value"]
    return client.post(reverse("admin:guides_exchange_apply"), {"upload": token}, follow=True)


def rows(page: HttpResponse) -> list[list[str]]:
    return [
        [cell.to_text().strip() for cell in row.query("th, td")]
        for row in document(page).query("#content-main tbody tr")
    ]


def said(page: HttpResponse) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def faults(page: HttpResponse) -> list[list[str]]:
    assert document(page).query('input[name="upload"]') == []
    return rows(page)


def mended(text: str) -> str:
    """The bundle with one text changed."""
    return text.replace("Short answer. (en)", "A better answer.")
