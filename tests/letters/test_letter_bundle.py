import pytest

from guides.exchange.checking import check
from guides.exchange.faults import Refused
from guides.exchange.gathering import gather_letters
from guides.exchange.loading import load
from guides.exchange.reading import read, read_bytes
from guides.exchange.schema import parse
from guides.exchange.writing import write
from guides.management.commands.seed import SHIPPED
from guides.models import Letter

FILE = SHIPPED / "letters.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def test_the_shipped_letters_come_out_of_the_database_byte_for_byte(letters):
    assert write(gather_letters()) == TEXT


def test_a_changed_and_checked_letter_survives_export_and_import(letters):
    Letter.objects.filter(language="ko").update(checked=True, wording="fair", subject="해지: {number} # {x}")
    Letter.objects.filter(language="km").update(reader_body_zh_hant="", reader_subject_zh_hant=None)
    first = write(gather_letters())
    assert first != TEXT
    Letter.objects.all().delete()
    load([parse(read_bytes("letters.yaml", first.encode()))])
    assert write(gather_letters()) == first


def test_letters_that_exist_are_left_as_an_editor_left_them(letters):
    Letter.objects.filter(language="ko").update(subject="edited")
    load([parse(read(FILE))])
    assert Letter.objects.get(language="ko").subject == "edited"
    load([parse(read(FILE))], overwrite=True)
    assert Letter.objects.get(language="ko").subject == "이동전화 서비스 해지 신청 – {number}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("language: ja", "language: xx", "letters[1].language: must be one of"),
        ("language: ja", "language: ko", "letters[4].language: is already defined"),
        ("wording: fair", "wording: poor", "letters[6].wording: must be one of"),
        (
            "        手机号码：{number}\n",
            "",
            "letters[0].reader_body.zh-hans: Line 5 does not answer line 5 of the letter.",
        ),
    ],
)
def test_a_faulty_letter_is_named_with_its_place(letters, tmp_path, old, new, fault):
    file = tmp_path / "letters.yaml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        check([file])
    assert fault in str(refused.value)
