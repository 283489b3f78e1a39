"""Markdown articles as they circulate on the web, read into drafts of guides; nothing they say is lost in silence.

May import leaves and `models`, no other room. `file` turns bytes into text, `parser` and `blocks` the text into a tree
of blocks (running text: `runs` and `inline`; HTML: `html`; addresses: `addresses`), `cleaning` and `promotion` take
adverts out, `outline` finds title, sections (`kinds`, `numbers`, `steps`) and `questions`, `markdown` writes what is
left, `fitting` fits it to columns and script, and `report` says what became of every part. Public names:
`file.read_file`, `file.read_bytes`, `file.Unreadable`, `reading.read_article`, `article.Article`, `storing.find`,
`storing.check_slug` and `storing.store`.
"""
