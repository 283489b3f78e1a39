"""In which languages a page exists, and what machines read about it.

The only list of language versions of a page: head links, language switcher, sitemap and feeds ask it. Also structured
data (JSON-LD), when a page last changed, the sitemap, robots.txt, Atom feeds, llms.txt, OpenSearch, Markdown for the
programs of others, and the pictures that go with links. Stands below the other rooms: imports leaves and
models only, and they may import it.

Public names: Versions, of (versions), dates, sitemap.Entry, feeds.of_site and of_country, cards.picture_of, markdown,
structured, fonts.fault, urls (with at_root).
"""
