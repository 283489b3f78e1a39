"""In which languages a page exists, and what machines read about it.

The only list of language versions of a page: head links, language switcher, sitemap and feeds ask it. Also structured
data (JSON-LD). Stands below the other rooms: imports leaves and models only, and `pages` may import it.

Public names: Versions, everywhere (versions), article, breadcrumbs, faq, how_to (structured).
"""
