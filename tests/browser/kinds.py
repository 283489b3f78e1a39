"""Addresses that stand for all, below the language."""

GUIDES = (
    "/cambodia/cancel-travel-esim/",
    "/kazakhstan/cancel-travel-esim/",
    "/south-korea/cancel-data-sim/",
    "/south-korea/cancel-travel-esim/",
    "/united-states/cancel-travel-esim/",
    "/guides/remove-esim/",
    "/guides/unlink-accounts/",
    "/guides/quick-cancel-scams/",
)
# One of each kind of page.
KINDS = (
    "/",
    "/destinations/",
    "/destinations/?q=atlantis",
    "/guides/",
    "/search/",
    "/search/?q=esim&page=2",
    "/search/?q=tailand",
    "/south-korea/",
    "/spain/",
    "/cambodia/cancel-travel-esim/",
    "/guides/remove-esim/",
    "/south-korea/cancel-travel-esim/print/",
    "/guides/remove-esim/history/",
    "/providers/metfone/",
    "/providers/airalo/",
    "/changes/",
    "/glossary/",
    "/offline/",
    "/about/",
    "/privacy/",
)
PAGES = (*KINDS, *(guide for guide in GUIDES if guide not in KINDS))
NOT_FOUND = "/nowhere/at-all/"
LANGUAGES = ("zh-hans", "zh-hant", "en")
