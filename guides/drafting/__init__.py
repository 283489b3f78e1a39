"""Translations as work: what state each language of a guide is in, drafts in Traditional Chinese, parity, PO files.

May import leaves and `models`, no other room. `naming` names every guide, `places` every translated text of one,
`pictures` the words of its pictures and `beside` what is translated elsewhere. `states` keeps translation states true
and `board` shows them; `hant` drafts zh-Hant from zh-Hans; `likeness` and `numbers` say what all languages of a text
share, which `parity` checks in what is stored; `catalogue` writes a guide as a PO file, `returned` reads such a file
and `answers` takes from it what it can. Public names: `states.refresh`, `states.confirm`, `states.source_changes`,
`board.board`, `board.in_state`, `hant.plan`, `hant.plan_beside`, `hant.apply`, `hant.fill`, `parity.guide_disparities`,
`parity.other_disparities`, `catalogue.catalogue`, `catalogue.file_name`, `returned.read`, `answers.take`,
`naming.named`, `places.with_parts`.

States. A state is bound to the source text that the language answers, its snapshot, text by text and never to a clock.
*Missing*: there is no text, or a first translation that is not whole yet. *Machine*: a converter has written some of it
and nobody has read the whole; the snapshot holds the source of what was converted. *Current*: people have written or
read all of it against the present source. *Outdated*: it was current once, and its source has changed or it has gaps.

Partial cases. A machine-made text whose source changes stays machine-made, and may be converted again if it is still
word for word what the converter wrote. Where a converter fills the gaps of a language that was current once, the
language becomes outdated (major), not machine-made: readers are warned, the drafted texts answer nothing until somebody
reads them, and what people wrote stays out of the converter's reach.
"""
