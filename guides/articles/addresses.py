"""What the address of a link in a strange article is worth."""

import re
from enum import Enum
from urllib.parse import urlsplit

from guides.prose import is_safe_link

_CHATS = frozenset(
    {
        "t.me",
        "telegram.me",
        "telegram.dog",
        "wa.me",
        "wa.link",
        "api.whatsapp.com",
        "chat.whatsapp.com",
        "u.wechat.com",
        "weixin.qq.com",
        "work.weixin.qq.com",
        "qm.qq.com",
        "jq.qq.com",
        "wpa.qq.com",
        "qun.qq.com",
        "line.me",
        "lin.ee",
        "discord.gg",
    }
)
_CHAT_SCHEMES = frozenset({"tg", "telegram", "weixin", "wechat", "whatsapp", "mqqapi", "mqqwpa", "tencent", "line"})
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f]+")


class Worth(Enum):
    KEPT = "kept"
    PROMOTION = "promotion"  # leads into a chat or to an account in a messenger
    LOST = "lost"  # leads to another page of the site that the article came from
    UNSAFE = "unsafe"


def judge(address: str) -> Worth:
    bare = _IGNORED_BY_BROWSERS.sub("", address)
    if is_promotional(bare):
        return Worth.PROMOTION
    if _OUTSIDE.match(bare) and bare == address.replace(" ", ""):
        return Worth.KEPT if is_safe_link(bare) else Worth.UNSAFE
    if _OUTSIDE.match(bare) or not _SCHEME.match(bare):
        return Worth.LOST
    return Worth.UNSAFE


def is_promotional(address: str) -> bool:
    try:
        parts = urlsplit(address if _SCHEME.match(address) else f"//{address.lstrip('/')}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in _CHAT_SCHEMES or host.removeprefix("www.") in _CHATS
