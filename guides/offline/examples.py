EXAMPLES = {
    "kept-pages": lambda: {"locale": "en_GB", "code": "en"},
    "offline-notice": lambda: {"locale": "en_GB"},
    "save-pages": lambda: {"set": "cambodia.en", "pages": ["/en/cambodia/", "/en/cambodia/cancel-travel-esim/"]},
}
