"""Words for readers: what menus on phones are called, and what terms mean, in each script and region.

A leaf: it imports leaves only. `wordings` reads the three data files once per process (`sources.yaml`, where words come
from; `labels.yaml`, menu words by platform; `terms.yaml`, the glossary), `menus` writes [[menu: …]] in a language, and
`linking` links the first use of a term on a page.
(guides/glossary.csv is another thing: what OpenCC needs to draft Traditional Chinese.)

Public names: menu, objection (menus), FirstUses (linking), platforms, terms, REGIONS (wordings).
"""
