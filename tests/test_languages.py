import pytest

from guides.languages import BY_CODE, EN, LANGUAGES, TARGETS, ZH_HANS, ZH_HANT, meant_by, negotiate

ALIASES = {
    ZH_HANS: ("zh-hans", "zh", "zh-cn", "zh-sg", "zh-my", "cmn-hans", "zh-hans-cn", "zh-hans-sg", "zh-hans-hk"),
    ZH_HANT: ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "cmn-hant", "zh-hant-tw", "zh-hant-hk", "zh-hant-mo"),
    EN: ("en", "en-gb", "en-us", "en-001"),
}
PAIRS = [(alias, language) for language, aliases in ALIASES.items() for alias in aliases]


@pytest.mark.parametrize(("alias", "language"), PAIRS)
def test_an_alias_is_understood_in_any_letter_case_and_with_either_separator(alias, language):
    written = [alias, alias.upper(), alias.title(), alias.replace("-", "_"), alias.title().replace("-", "_")]
    assert [meant_by(tag) for tag in written] == [language] * 5


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_listed_alias_means_its_language(language):
    assert [meant_by(alias) for alias in language.aliases] == [language] * len(language.aliases)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "-",
        "_",
        "z",
        "zhh",
        "zh-",
        "zh-han",
        "zh-hansx",
        "zh-hant-",
        "zh-hant-taiwan",
        "zh-xx",
        "fr",
        "de",
        "ja",
        "eng",
        "en-",
        "en-gb-oed",
        "english",
        "cambodia",
        "admin",
        "static",
        "zh hans",
        " en",
        "en\n",
        "ｅｎ",
        "zh/hans",
    ],
)
def test_what_is_no_language_is_not_understood(tag):
    assert meant_by(tag) is None


def test_every_language_names_itself_and_has_an_own_code_for_machines():
    assert [(each.code, each.name, each.html_lang, each.suffix) for each in LANGUAGES] == [
        ("zh-hans", "简体中文", "zh-Hans", "zh_hans"),
        ("zh-hant", "繁體中文", "zh-Hant", "zh_hant"),
        ("en", "English", "en", "en"),
    ]


def test_both_targets_answer_the_simplified_text():
    assert [(target, BY_CODE[target.source]) for target in TARGETS] == [(ZH_HANT, ZH_HANS), (EN, ZH_HANS)]


def test_django_is_told_of_the_same_languages(settings):
    assert [(language.code, language.name) for language in LANGUAGES] == settings.LANGUAGES
    assert tuple(language.code for language in LANGUAGES) == settings.MODELTRANSLATION_LANGUAGES


@pytest.mark.parametrize(
    ("header", "language"),
    [
        *((tag, ZH_HANT) for tag in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO")),
        *((tag, ZH_HANS) for tag in ("zh", "zh-CN", "zh-SG", "zh-MY", "zh-Hans", "zh-Hans-CN", "zh-Hans-SG")),
        ("zh-Hans-HK", ZH_HANS),
        ("ZH-tw", ZH_HANT),
        ("zh-XX", ZH_HANS),
        ("zh-TW,zh;q=0.9,en;q=0.8", ZH_HANT),
        ("zh-CN,zh;q=0.9,en;q=0.8,zh-TW;q=0.7", ZH_HANS),
        ("en-GB,en;q=0.9,zh-TW;q=0.8", EN),
        ("zh-CN;q=0.2, zh-TW;q=0.9, en;q=0.5", ZH_HANT),
        ("fr,zh-TW;q=0.5", ZH_HANT),
        ("zh-TW;q=0,en", EN),
        ("en,zh-TW;q=1.5", EN),
    ],
)
def test_the_script_that_a_browser_asks_for_is_offered(header, language):
    assert negotiate(header) == language


@pytest.mark.parametrize(
    "header",
    [
        "",
        "fr",
        "de",
        "ja",
        "ko-KR,ja;q=0.8",
        "*",
        "*;q=0.1",
        ",,,;;;",
        "q=1",
        "中文",
        "\x00ÿ",
        "zhx",
        "en-",
        ";q=9",
        "a" * 10000,
        "fr," * 3334,
        "-" * 10000,
        "zh-" * 3334,
    ],
    ids=lambda header: header[:12].encode("unicode_escape").decode(),
)
def test_everything_that_is_not_chinese_gets_english(header):
    assert negotiate(header) == EN


def test_a_long_header_keeps_what_the_reader_prefers():
    assert negotiate("zh-TW," + "fr," * 3_000) == ZH_HANT
