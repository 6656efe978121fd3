from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, example_number_for_type, format_number
from phonenumbers.phonenumberutil import PhoneNumberType
from stdnum import iban
from stdnum.nl import bsn

from bot.privacy.masking import PLACEHOLDERS, UNKNOWN_NUMBER, Detail, Masked, mask

MASKED = [
    # BSN
    ("mijn bsn is 123456782", "mijn bsn is [bsn]", "bsn", "123456782"),
    ("BSN:123456782.", "BSN:[bsn].", "bsn", "123456782"),
    ("123 456 782", "[bsn]", "bsn", "123456782"),
    ("123.456.782", "[bsn]", "bsn", "123456782"),
    ("123-456-782", "[bsn]", "bsn", "123456782"),
    ("1234.56.782", "[bsn]", "bsn", "123456782"),
    ("1234 56 782", "[bsn]", "bsn", "123456782"),
    ("1 2 3 4 5 6 7 8 2", "[bsn]", "bsn", "123456782"),
    ("Ik ben 123456782en ik wil op reis", "Ik ben [bsn]en ik wil op reis", "bsn", "123456782"),
    ("012345672", "[bsn]", "bsn", "012345672"),
    ("burgerservicenummer 12345672", "burgerservicenummer [bsn]", "bsn", "012345672"),
    ("12345672 is mijn sofinummer", "[bsn] is mijn sofinummer", "bsn", "012345672"),
    ("bsn 123456789, denk ik", "bsn [bsn], denk ik", "bsn", "123456789"),
    ("bsn 12-34 56 78.2", "bsn [bsn]", "bsn", "123456782"),
    ("btw NL123456782B01", "btw NL[bsn]B01", "bsn", "123456782"),
    # telephone
    ("bel 06-12345678", "bel [telefoonnummer]", "phone", "+31612345678"),
    ("bel 0612345678 graag", "bel [telefoonnummer] graag", "phone", "+31612345678"),
    ("06 12 34 56 78", "[telefoonnummer]", "phone", "+31612345678"),
    ("06.12.34.56.78", "[telefoonnummer]", "phone", "+31612345678"),
    ("06 - 12 34 56 78", "[telefoonnummer]", "phone", "+31612345678"),
    ("06-14-12-01-00", "[telefoonnummer]", "phone", "+31614120100"),
    ("0 6 1 2 3 4 5 6 7 8", "[telefoonnummer]", "phone", "+31612345678"),
    ("(06) 12 34 56 78", "[telefoonnummer]", "phone", "+31612345678"),
    ("tel:0612345678", "tel:[telefoonnummer]", "phone", "+31612345678"),
    ("06 12345678 2 personen", "[telefoonnummer] 2 personen", "phone", "+31612345678"),
    ("2 personen, 0612345678.", "2 personen, [telefoonnummer].", "phone", "+31612345678"),
    ("O6-12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("+31612345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("+31 (0)6 12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("0031 6 12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("31612345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("612345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("071 3660000", "[telefoonnummer]", "phone", "+31713660000"),
    ("071/3660000", "[telefoonnummer]", "phone", "+31713660000"),
    ("(071) 366 00 00", "[telefoonnummer]", "phone", "+31713660000"),
    ("0252-345678", "[telefoonnummer]", "phone", "+31252345678"),
    ("+32 470 12 34 56", "[telefoonnummer]", "phone", "+32470123456"),
    ("0049 171 1234567", "[telefoonnummer]", "phone", "+491711234567"),
    ("+44 20 7946 0958 (Londen)", "[telefoonnummer] (Londen)", "phone", "+442079460958"),
    # e-mail
    ("mail Jan.de.Vries@Ziggo.nl.", "mail [e-mailadres].", "email", "jan.de.vries@ziggo.nl"),
    ("<jan+balie@kust.co.uk>", "<[e-mailadres]>", "email", "jan+balie@kust.co.uk"),
    ("'jan@kust.nl'", "'[e-mailadres]'", "email", "jan@kust.nl"),
    ("jan0612345678@kust.nl", "[e-mailadres]", "email", "jan0612345678@kust.nl"),
    ("jan @ kust.nl", "[e-mailadres]", "email", "jan@kust.nl"),
    ("jan@kust", "[e-mailadres]", "email", "jan@kust"),
    ("jan apenstaartje kust punt nl", "[e-mailadres]", "email", "jan@kust.nl"),
    ("jan at gmail punt com", "[e-mailadres]", "email", "jan@gmail.com"),
    ("jan punt vries at gmail.com", "[e-mailadres]", "email", "jan.vries@gmail.com"),
    ("jan(at)kust(dot)nl", "[e-mailadres]", "email", "jan@kust.nl"),
    # account and card
    ("NL91ABNA0417164300", "[rekeningnummer]", "iban", "NL91ABNA0417164300"),
    ("nl91 abna 0417 1643 00 is van mij", "[rekeningnummer] is van mij", "iban", "NL91ABNA0417164300"),
    ("NL91.ABNA.0417.1643.00", "[rekeningnummer]", "iban", "NL91ABNA0417164300"),
    ("nr 12 NL91ABNA0417164300", "nr 12 [rekeningnummer]", "iban", "NL91ABNA0417164300"),
    ("NL91ABNA0417164301", "[rekeningnummer]", "iban", "NL91ABNA0417164301"),
    ("BE68 5390 0754 7034", "[rekeningnummer]", "iban", "BE68539007547034"),
    ("4111111111111111", "[kaartnummer]", "card", "4111111111111111"),
    ("4111 1111 1111 1111 12/27", "[kaartnummer] 12/27", "card", "4111111111111111"),
    ("5500-0000-0000-0004", "[kaartnummer]", "card", "5500000000000004"),
    ("3782 822463 10005", "[kaartnummer]", "card", "378282246310005"),
    # over a line, with commas, dots or wide gaps
    ("bsn 1112\n22333", "bsn [bsn]", "bsn", "111222333"),
    ("123456\n782", "[bsn]", "bsn", "123456782"),
    ("bsn 111,222,333", "bsn [bsn]", "bsn", "111222333"),
    ("071\n3660000", "[telefoonnummer]", "phone", "+31713660000"),
    ("071-\n3660000", "[telefoonnummer]", "phone", "+31713660000"),
    ("+31 6\n12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("06 12 34\n56 78", "[telefoonnummer]", "phone", "+31612345678"),
    ("071, 3660000", "[telefoonnummer]", "phone", "+31713660000"),
    ("+31,6,12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("06    12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("06 12·34·56·78", "[telefoonnummer]", "phone", "+31612345678"),
    ("06/12 2026 10", "[telefoonnummer]", "phone", "+31612202610"),
    ("4111 1111\n1111 1111", "[kaartnummer]", "card", "4111111111111111"),
    ("NL91 ABNA\n0417 1643 00", "[rekeningnummer]", "iban", "NL91ABNA0417164300"),
    ("NL91,ABNA,0417,1643,00", "[rekeningnummer]", "iban", "NL91ABNA0417164300"),
    ("jan.devries\n@gmail.com", "[e-mailadres]", "email", "jan.devries@gmail.com"),
    ("jan@\ngmail.com", "[e-mailadres]", "email", "jan@gmail.com"),
    ("jan apestaartje gmail punt com", "[e-mailadres]", "email", "jan@gmail.com"),
    ("jan apenstaart gmail.com", "[e-mailadres]", "email", "jan@gmail.com"),
    ("jan(a)gmail.com", "[e-mailadres]", "email", "jan@gmail.com"),
    ("jan@@gmail.com", "[e-mailadres]", "email", "jan@gmail.com"),
    # however it is written
    ("06\N{NO-BREAK SPACE}12 34 56 78", "[telefoonnummer]", "phone", "+31612345678"),
    ("06\N{EN DASH}12345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("061\N{ZERO WIDTH SPACE}2345678", "[telefoonnummer]", "phone", "+31612345678"),
    ("123\N{SOFT HYPHEN}456\N{WORD JOINER}782!", "[bsn]!", "bsn", "123456782"),
    ("12345678\x002", "[bsn]", "bsn", "123456782"),
    ("\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12", "[bsn]", "bsn", "123456782"),
    ("\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662", "[bsn]", "bsn", "123456782"),
    ("".join(f"{digit}\ufe0f\u20e3" for digit in "123456782") + "?", "[bsn]?", "bsn", "123456782"),
    ("jan\uff20kust.nl", "[e-mailadres]", "email", "jan@kust.nl"),
]


@pytest.mark.parametrize(("text", "masked", "kind", "value"), MASKED, ids=[row[0] for row in MASKED])
def test_a_detail_is_masked(text: str, masked: str, kind: str, value: str) -> None:
    assert mask(text) == Masked(masked, (Detail(kind, value),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ik vlieg 12 december naar Turkije en mijn paspoort is verlopen.",
        "op 12-12-2026",
        "12-12-2026 5 personen",
        "12 12 2026 1500 bezoekers",
        "02-01-27 1500 bezoekers",
        "12/12/2026-14/12/2026",
        "01-12-26 - 03-12-26",
        "2026-12-24",
        "06-12-2026",
        "van 09.00-17.00 uur",
        # from one day to another, and times
        "01-07-2026/15-07-2026",
        "01-07-2026-15-07-2026",
        "01-07/15-07-2026",
        "01/07-15/07 10 uur",
        "1-7-2026 / 15-7-2026",
        "07-10-2026/16-11-2027/23-11-2027",
        "06/07/2026-08/07/2026",
        "2026-07-01/2026-07-15",
        "01-07-2026, 15-07-2026",
        "zo 06/07 2026 10 uur",
        "01/07 2026 15 personen",
        "08.00 09.00 10.00",
        "08.00, 09.00\n10.00",
        "07.00-08.00 09.00-10.00",
        "06.30 07.30 08.30",
        # lists and amounts
        "100, 200, 300",
        "10.000, 20.000, 30.000",
        "€ 0,20 2,50 3,75 4,80",
        "0,15\n0,20\n0,25\n0,30",
        "03, 04, 05, 06, 07",
        "2024\n2025\n2026",
        "12 kramen\n1500 bezoekers\n2 dagen",
        "Voorstraat 12, 2201 HK",
        "huisnummers 101, 103, 105",
        "kl@@r",
        "kom om 10.30\n@ het gemeentehuis",
        "06.30-12.45 20 man",
        "02-12 10.000 mensen",
        "Voorstraat 42, 2202 LR Noordwijk",
        "ongeveer 1500 bezoekers, of 10.000 15.000",
        "in 2024 2025 1 keer",
        "€ 123.456,78",
        "kvk 12345672",
        "lantaarnpaal 12345678",
        "H4P-7WX",
        "bel 112 of 0800-1814",
        "ik at soep, punt uit",
        "3 kratjes @ 12.50",
        "\N{FAMILY} crème brûlée \N{EN DASH} e\N{COMBINING ACUTE ACCENT}én \N{ZERO WIDTH SPACE}keer",
        "[bsn] [telefoonnummer] [e-mailadres] [nummer]",
        "[bsn] 12345672",
    ],
)
def test_what_noor_needs_stays_as_it_was(text: str) -> None:
    assert mask(text) == Masked(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "123456789",
        "2026123456",
        "06 1234567",
        "06-123456789",
        "06:12345678",
        "071-366000",
        "+31 6 123456",
        "4111111111111112",
        "1" * 10_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_number_of_which_nobody_can_say_what_it_is_becomes_a_number(text: str) -> None:
    assert mask(f"nr {text}.") == Masked(f"nr {UNKNOWN_NUMBER}.", ())


def test_details_come_in_order_of_appearance() -> None:
    masked = mask("jan@kust.nl, 06-12345678 of 071 3660000, bsn 123456782")
    assert masked.text == "[e-mailadres], [telefoonnummer] of [telefoonnummer], bsn [bsn]"
    assert [detail.kind for detail in masked.details] == ["email", "phone", "phone", "bsn"]


def test_neighbouring_numbers_are_told_apart() -> None:
    assert mask("06 12345678 123456782 0687654321").text == "[telefoonnummer] [bsn] [telefoonnummer]"


def test_numbers_on_lines_of_their_own_are_told_apart() -> None:
    assert mask("0612345678\n0687654321\n2 personen").text == "[telefoonnummer]\n[telefoonnummer]\n2 personen"
    assert mask("06-12345678, 071-3660000").text == "[telefoonnummer], [telefoonnummer]"


def test_a_detail_does_not_show_its_value_in_a_log() -> None:
    assert "123456782" not in repr(mask("123456782"))


words = st.text(st.characters(whitelist_categories=["L", "Zs", "P", "Sc"], blacklist_characters="@"))
bsns = st.integers(1_000_000, 99_999_999).map(lambda body: f"{body:08}{bsn.checksum(f'{body:08}0') % 11}")
ibans = (
    st.integers(1, 9_999_999_999)
    .map(lambda account: f"NL00INGB{account:010}")
    .map(lambda number: number[:2] + iban.calc_check_digits(number) + number[4:])
)
mobiles = st.integers(10_000_000, 58_999_999).map(lambda subscriber: f"06{subscriber}")
foreign = st.sampled_from(["BE", "DE", "FR", "GB", "PL", "TR", "UA", "MA", "US"]).map(
    lambda region: format_number(
        example_number_for_type(region, PhoneNumberType.MOBILE), PhoneNumberFormat.INTERNATIONAL
    )
)


def in_groups(number: str, separator: str, *sizes: int) -> str:
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    return separator.join([*groups, number[start:]])


@given(words, bsns.filter(bsn.is_valid), st.sampled_from(["", " ", ".", "-"]), st.booleans(), words)
def test_no_bsn_survives(before: str, number: str, separator: str, old: bool, after: str) -> None:
    written = in_groups(number, separator, *((4, 2) if old else (3, 3)))
    masked = mask(before + written + after)
    assert written not in masked.text
    assert number[-5:] not in masked.text


@given(words, ibans, st.sampled_from(["", " ", "-"]), words)
def test_no_account_number_survives(before: str, number: str, separator: str, after: str) -> None:
    masked = mask(before + in_groups(number, separator, 4, 4, 4, 4) + after)
    assert Detail("iban", number) in masked.details
    assert not any(character.isdigit() for character in masked.text)


@given(words, mobiles, st.sampled_from(["", " ", "-", "."]), st.sampled_from([(2,), (2, 2, 2, 2), (4, 3)]), words)
def test_no_telephone_number_survives(
    before: str, number: str, separator: str, sizes: tuple[int, ...], after: str
) -> None:
    masked = mask(before + in_groups(number, separator, *sizes) + after)
    assert not any(character.isdigit() for character in masked.text)


@given(words, foreign, words)
def test_no_foreign_telephone_number_survives(before: str, number: str, after: str) -> None:
    assert not any(character.isdigit() for character in mask(before + number + after).text)


# fmt: off
pieces = [
    "0", "6", "06", "12", "123", "12345672", "123456782", "31", "2026", "+", "-", ".", "(", ")", " ", "@",
    "a", "at", "nl", ",", "·", "08.00", "01-07-2026", "/", "punt", "bsn", "o", "NL91ABNA0417164300",
    "\u200b", "\u0660", "\n", "\0",
    *PLACEHOLDERS.values(),
]
# fmt: on
tricky = st.lists(st.sampled_from(pieces)).map("".join) | st.lists(st.sampled_from(pieces)).map(" ".join)


@given(st.text() | tricky)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text)
    assert mask(once.text) == Masked(once.text, ())


def test_a_usual_sentence_takes_less_than_a_millisecond() -> None:
    sentence = "Ik vlieg op 12-12-2026 naar Turkije, bel me op 06-12345678 of mail jan@kust.nl."
    mask(sentence)
    start = process_time()
    for _ in range(100):
        mask(sentence)
    assert (process_time() - start) / 100 < 0.001


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "0 ",
        "+1",
        "06-",
        "a.",
        "a@a",
        "a punt ",
        "NL12",
        "(0",
        "12-12-2026 ",
        "0\n",
        "0,",
        "08.00 ",
        "1" + " " * 13,
        "a\n@",
    ],
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    start = process_time()
    mask(piece * (10_000 // len(piece)))
    assert process_time() - start < 5
