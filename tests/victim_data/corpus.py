"""A made corpus: sentences that name nobody with numbers of nobody, and paragraphs in which nothing is to be held."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.demo.sources import families
from portal.languages import LANGUAGES
from tests.victim_data.numbers import MAKERS

PER_COUNTRY = 40
#: The digits that people of a country type too.
_DIGITS = {"TH": "๐๑๒๓๔๕๖๗๘๙", "LA": "໐໑໒໓໔໕໖໗໘໙", "KH": "០១២៣៤៥៦៧៨៩", "MM": "၀၁၂၃၄၅၆၇၈၉"}
#: As people write them, in the languages of the country; two thirds say what the number is.
_SENTENCES = {
    "BN": (
        "Nombor kad pengenalan beliau ialah {n} dan beliau tinggal bersama keluarga.",
        "The domestic worker, IC {n}, was referred to the shelter.",
        "Mangsa ({n}) telah diselamatkan semalam.",
    ),
    "KH": (
        "អត្តសញ្ញាណប័ណ្ណលេខ {n} ចេញនៅភ្នំពេញ។",
        "The identity card of the woman has the number {n}.",
        "ជនរងគ្រោះកាន់អត្តសញ្ញាណប័ណ្ណសញ្ជាតិខ្មែរលេខ {n} ។",
    ),
    "ID": (
        "Korban dengan NIK {n} sudah dipulangkan ke keluarganya.",
        "Data atas nama yang bersangkutan: {n}, mohon ditindaklanjuti.",
        "Her NIK is {n}, please check with the agency.",
    ),
    "LA": (
        "ບັດປະຈຳຕົວເລກທີ {n} ອອກໃຫ້ທີ່ນະຄອນຫຼວງວຽງຈັນ",
        "ຜູ້ຖືກເຄາະຮ້າຍຖືໜັງສືຜ່ານແດນ {n} ແລະເດີນທາງຄົນດຽວ",
        "She carries a Lao passport, number {n}, and no other paper.",
    ),
    "MY": (
        "No. KP {n} telah disahkan oleh pegawai.",
        "Pengadu ({n}) hadir di pejabat pada hari Isnin.",
        "The employer wrote her IC as {n} in the contract.",
    ),
    "MM": (
        "သူ၏ မှတ်ပုံတင်အမှတ်မှာ {n} ဖြစ်သည်။",
        "The girl, {n}, crossed at Myawaddy with her aunt.",
        "အမည်မဖော်လိုသူ {n} ကို ကယ်ဆယ်ခဲ့သည်။",
    ),
    "PH": (
        "Ang PhilSys number ng biktima ay {n} ayon sa kanyang ID.",
        "Her passport, {n}, was kept by the recruiter.",
        "Ibinigay niya ang numero ng ID na {n} sa social worker.",
    ),
    "SG": (
        "The complainant, {n}, was interviewed on Tuesday.",
        "Her work permit shows {n} as FIN.",
        "证人身份证号 {n}，已安排住宿。",
    ),
    "TH": (
        "เลขประจำตัวประชาชนของเธอคือ {n} ครับ",
        "ผู้เสียหาย {n} ได้รับการคุ้มครองแล้ว",
        "Her Thai ID {n} was used to open the account.",
    ),
    "TL": (
        "Nia kartaun eleitorál númeru {n} lakon iha dalan.",
        "O bilhete de identidade n.º {n} foi retido pelo empregador.",
        "Vítima ne'e iha pasaporte nú {n} no bilhete identidade.",
    ),
    "VN": (
        "Nạn nhân có số CCCD {n}, hiện ở cùng gia đình.",
        "Người phụ nữ ({n}) đã được đưa về địa phương.",
        "Her identity number is {n}, according to the border guards.",
    ),
}
#: What looks like a number of somebody and is none: laws, references, hotlines, years, sums, shelf marks.
TRAPS = (
    "Call the hotline 1300 at any hour, or 1191 from the south; in Viet Nam the number is 111.",
    "Act No. 26 of 2007, section 12(3), and Republic Act No. 11862 apply; see also RA 9208, RA 10364.",
    "The Passport Act 1966 (Act 150) was amended in 2016 and 2019; see Articles 14-17 of ACTIP.",
    "Luật Căn cước số 26/2023/QH15 và Nghị định số 70/2024/NĐ-CP có hiệu lực từ ngày 01/7/2024.",
    "Undang-Undang Nomor 21 Tahun 2007, Lembaran Negara Tahun 2007 Nomor 58, Pasal 2 ayat (1).",
    "พระราชบัญญัติป้องกันและปราบปรามการค้ามนุษย์ พ.ศ. 2551 แก้ไขเพิ่มเติม พ.ศ. 2558, 2560 และ 2562 มาตรา 6",
    "Reference T-2026-101, version 2.3.1, ISBN 978-92-1-130361-2, ISSN 2077-1444.",
    "In 2019, 2020, 2021, 2022 and 2023 there were 1 234, 2 345, 3 456, 4 567 and 5 678 cases in the region.",
    "The fund holds 1,250,000,000 dong and 12 500 000 rupiah; the grant is USD 350,000.",
    "Document A/RES/55/25 of 15 November 2000; E/CN.15/2023/7; DOI 10.18356/9789210021920.",
    "ສາຍດ່ວນ 1362 ແລະ 1300 ເປີດຕະຫຼອດ 24 ຊົ່ວໂມງ; ມາດຕາ 215 ຂອງກົດໝາຍອາຍາ ປີ 2017",
    "ខ្សែទូរស័ព្ទទាន់ហេតុការណ៍ ១២៨៨ និង ១២៨០; មាត្រា ១០ នៃច្បាប់ឆ្នាំ ២០០៨",
    "၂၀၂၂ ခုနှစ် ဥပဒေအမှတ် ၄၁၊ ပုဒ်မ ၂၄ နှင့် ဟော့လိုင်း ၁၉၉",
    "热线电话 12338 和 110；《刑法》第240条、第241条；2021-2030年行动计划。",
    "சட்டம் 2007, பிரிவு 12; உதவி எண் 15999; 2023-2024 அறிக்கை.",
    "Lei n.º 3/2017, de 25 de janeiro, artigos 163 a 166; linha 115; Jornal da República, Série I, N.º 3.",
    "Every worker keeps their own passport; recruiters who take passports, identity cards or contracts are fined.",
    "An identity card, a birth certificate or a school register of 2014 may show the age of a child under 18.",
    "Country: ID, status: in-use, since: 2024-06, source: focal-point; passport rules since 2023-2024.",
    "Form IMM-1234, annex 4, table 12.3, row 17; see page 1024 of volume 3.",
    "Kad pengenalan dan pasport hendaklah dipulangkan dalam tempoh 14 hari, Akta 670 seksyen 15A.",
)


@dataclass(frozen=True)
class Positive:
    """A sentence with a number of nobody in it."""

    country: str
    text: str
    number: str


def positives() -> Iterator[Positive]:
    """So many for each country; every third in the digits of its script, where it has some."""
    for country, make in MAKERS.items():
        chance = random.Random(f"victim data {country}")
        for place in range(PER_COUNTRY):
            number = make(chance)
            if country in _DIGITS and place % 3 == 0:
                number = number.translate(str.maketrans("0123456789", _DIGITS[country]))
            sentences = _SENTENCES[country]
            yield Positive(country, sentences[place % len(sentences)].format(n=number), number)


def clean() -> Iterator[tuple[str, str]]:
    """(language, paragraph) of the demo's publications, of the information pages, and the traps."""
    for family in families():
        for code, (_front, body) in family.texts.items():
            yield from ((code, paragraph) for paragraph in _paragraphs(body))
    folder = Path(__file__).resolve().parents[2] / "portal/pages/information"
    for language in LANGUAGES:
        for page in sorted((folder / language.code).glob("*.md")):
            yield from ((language.code, paragraph) for paragraph in _paragraphs(page.read_text(encoding="utf-8")))
    yield from (("en", trap) for trap in TRAPS)


def _paragraphs(body: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", body) if len(part.strip()) > 30]
