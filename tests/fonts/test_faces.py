"""The cut fonts hold what thirteen languages write, and weigh no more than they may."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from portal.fonts.faces import FACES, NAMES, Face
from portal.languages import LANGUAGES, Language, language_for

LOCALE = Path(__file__).parents[2] / "portal" / "locale"

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "th": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไ ิีึืุูั็่้๊๋์ฯๆ๐๑๒๓๔๕๖๗๘๙฿",
    "lo": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮຽໝໜຼະາຳເແໂໃໄ ິີຶືຸູົໍ່້໊໋ັ໌ໆ໐໑໒໓໔໕໖໗໘໙",
    "km": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអឥឦឧឪឫឬឭឮឯឱឲ្ាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៎៏័។៕៖ៗ៛០១២៣៤៥៦៧៨៩",
    "my": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဣဤဥဦဧဩဪါာိီုူေဲံ့း္်ျြွှဿ၀၁၂၃၄၅၆၇၈၉၊။၌၍၎၏",
    "vi": "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ₫",
    "id": "éè",
    "ms": "éè",
    "fil": "ñ₱",
    "ta": "அஆஇஈஉஊஎஏஐஒஓஔஃகஙசஞடணதநபமயரலவழளறனஜஷஸஹ ாிீுூெேைொோௌ்",
    "tet": "áéíóúñ’",
    "pt": "áàâãçéêíóôõúü«»“”–€",
}


@cache
def held(folder: Path, name: str) -> frozenset[int]:
    """The characters a cut file really holds."""
    return frozenset(TTFont(folder / f"{name}.woff2").getBestCmap())


def served(folder: Path, language: Language, weight: int) -> frozenset[int]:
    """The characters that reach a reader of this language at one weight: Latin stands behind every script."""
    families = {"Noto Sans", language.font}
    chosen = [face for face in FACES if face.family in families and face.weight == weight]
    return frozenset().union(*(held(folder, face.name) for face in chosen))


class AlphabetTests:
    """What a reader sees is drawn by our fonts, in both weights."""

    @pytest.mark.parametrize("weight", [400, 700])
    @pytest.mark.parametrize("language", [one for one in LANGUAGES if one.font], ids=lambda one: one.code)
    def test_every_letter_of_the_alphabet_and_of_the_own_name_is_there(
        self, fonts: Path, language: Language, weight: int
    ) -> None:
        wanted = set(map(ord, ALPHABETS[language.code] + language.own_name + "0123456789 –’“”…%"))
        assert not {chr(one) for one in wanted - served(fonts, language, weight)}

    def test_every_letter_of_the_catalogues_is_there(self, fonts: Path) -> None:
        catalogues = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
        if not catalogues:
            pytest.skip("no catalogue has been written yet")
        for catalogue in catalogues:
            language = language_for(catalogue.parts[-3])
            assert language, catalogue
            if language.font:
                missing = written_in(catalogue) - served(fonts, language, 400)
                assert not {chr(one) for one in missing}, language.code

    def test_the_small_file_holds_every_name_that_latin_does_not(self, fonts: Path) -> None:
        latin = held(fonts, "latin-400")
        names = {ord(letter) for one in LANGUAGES if one.font for letter in one.own_name}
        assert names - latin <= held(fonts, NAMES.name)

    def test_every_family_of_the_language_table_is_cut_in_both_weights(self) -> None:
        cut = {(face.family, face.weight) for face in FACES}
        assert {(one.font, weight) for one in LANGUAGES if one.font for weight in (400, 700)} <= cut


class SizeTests:
    """A slow line pays for every byte."""

    @pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
    def test_no_file_is_larger_than_its_limit(self, fonts: Path, face: Face) -> None:
        assert (fonts / f"{face.name}.woff2").stat().st_size <= face.limit

    @pytest.mark.parametrize("weight", [400, 700])
    def test_latin_with_vietnamese_stays_below_thirty_kilobytes(self, fonts: Path, weight: int) -> None:
        files = [fonts / f"{name}-{weight}.woff2" for name in ("latin", "vietnamese")]
        assert sum(file.stat().st_size for file in files) <= 30_000


class ShapingTests:
    """Signs above and below the line find their place."""

    @pytest.mark.parametrize(
        ("name", "script"), [("thai", "thai"), ("lao", "lao "), ("khmer", "khmr"), ("tamil", "tml2")]
    )
    def test_a_script_keeps_its_substitutions_and_positions(self, fonts: Path, name: str, script: str) -> None:
        font = TTFont(fonts / f"{name}-400.woff2")
        assert script in scripts_of(font, "GSUB") | scripts_of(font, "GPOS")
        assert {"mark", "mkmk"} & features_of(font, "GPOS")

    def test_the_file_of_names_keeps_the_rules_of_each_script(self, fonts: Path) -> None:
        font = TTFont(fonts / f"{NAMES.name}.woff2")
        assert {"mym2", "khmr"} <= scripts_of(font, "GSUB")
        assert {"mark", "blwf", "pref"} & (features_of(font, "GSUB") | features_of(font, "GPOS"))

    def test_no_hinting_and_no_variation_is_left(self, fonts: Path) -> None:
        for face in FACES:
            assert not {"fvar", "gvar", "fpgm", "prep", "cvt "} & set(TTFont(fonts / f"{face.name}.woff2").keys())


def written_in(catalogue: Path) -> set[int]:
    """The letters, marks, figures and punctuation of the translations in a catalogue."""
    text = re.sub(r"(?ms)^msgid .*?(?=^msgstr)", "", catalogue.read_text())
    spoken = "".join(re.findall(r'(?m)^(?:msgstr(?:\[\d\])? )?"(.*)"$', text))
    return {ord(letter) for letter in spoken if unicodedata.category(letter)[0] in "LMNP"}


def scripts_of(font: TTFont, table: str) -> set[str]:
    return {record.ScriptTag for record in font[table].table.ScriptList.ScriptRecord}


def features_of(font: TTFont, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}
