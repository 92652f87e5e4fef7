"""The words that stand beside what is looked for, in the thirteen languages. Data: patterns are made of it elsewhere.

Words of Latin script are matched as whole words whatever their case; the others wherever they stand. All languages
are looked for in every text, because people write in several at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# fmt: off
#: Documents that carry a number of their own.
IDENTITY = (
    *("identity card", "identity number", "identity document", "identification number", "identification card"),
    *("id card", "id no", "id number", "id", "national id", "nric", "fin", "ic no", "ic number", "ic", "passport"),
    *("passport no", "birth certificate", "work permit", "travel document", "border pass", "refugee card"),
    *("เลขประจำตัวประชาชน", "บัตรประจำตัวประชาชน", "บัตรประชาชน"),
    *("เลขบัตร", "หนังสือเดินทาง", "พาสปอร์ต", "ใบอนุญาตทำงาน"),
    *("ບັດປະຈຳຕົວ", "ເລກບັດ", "ໜັງສືຜ່ານແດນ", "ປຶ້ມຜ່ານແດນ", "ພາສປອດ", "ພັດສະປອດ", "ສຳມະໂນຄົວ", "ເລກປະຈຳຕົວ"),
    *("អត្តសញ្ញាណប័ណ្ណ", "លេខអត្តសញ្ញាណ", "អត្តសញ្ញាណ"),
    *("លិខិតឆ្លងដែន", "ប៉ាស្ព័រ", "សំបុត្រកំណើត", "ប័ណ្ណសម្គាល់ខ្លួន"),
    *("မှတ်ပုံတင်", "နိုင်ငံသားစိစစ်ရေး", "နိုင်ငံကူးလက်မှတ်", "ပတ်စပို့", "သက်သေခံကတ်"),
    *("cccd", "cmnd", "cmt", "căn cước", "căn cước công dân", "chứng minh nhân dân", "chứng minh thư", "hộ chiếu"),
    *("số định danh", "giấy khai sinh"),
    *("nik", "ktp", "nomor induk kependudukan", "kartu tanda penduduk"),
    *("paspor", "npwp", "kartu keluarga", "no kk"),
    *("kad pengenalan", "mykad", "mypr", "no kp", "no ic", "no. kp", "no. ic", "pasport", "sijil kelahiran"),
    *("philsys", "philid", "psn", "pcn", "umid", "crn", "sss", "gsis", "philhealth", "tin", "pasaporte"),
    *("numero ng id", "lisensya", "driver's license"),
    *("身份证", "身份證", "护照", "護照", "证件号", "公民身份号码", "身份号码"),
    *("அடையாள அட்டை", "கடவுச்சீட்டு", "பாஸ்போர்ட்", "அடையாள எண்"),
    *("kartaun eleitorál", "kartaun eleitoral", "bilhete identidade", "kartaun identidade", "númeru identidade"),
    *("bi", "b.i", "pasaporte nú", "númeru eleitór", "numeru eleitor"),
    *("bilhete de identidade", "cartão de identidade", "cartão de eleitor"),
    *("cartão eleitoral", "passaporte", "nif"),
)
#: Laws and forms carry numbers too, and are no document of a person.
LAW = (
    *("act", "acts", "law", "decree", "article", "section"),
    *("regulation", "rule", "rules", "order", "form", "circular"),
    *("luật", "nghị định", "thông tư", "điều", "quyết định", "undang", "peraturan", "pasal", "akta", "seksyen"),
    *("batas", "republic", "lei", "decreto", "artigo", "artigu"),
    *("dekretu", "พ.ร.บ", "มาตรา", "พระราชบัญญัติ", "ມາດຕາ", "ກົດໝາຍ"),
    *("មាត្រា", "ច្បាប់", "ဥပဒေ", "ပုဒ်မ", "法", "条", "சட்டம்", "பிரிவு"),
)
ACCOUNT = (
    *("account no", "account number", "bank account", "account", "a/c", "iban", "card number", "credit card"),
    *("บัญชี", "บัตรเครดิต", "ບັນຊີ", "គណនី", "ဘဏ်စာရင်း", "ငွေစာရင်း", "số tài khoản", "tài khoản", "stk"),
    *("rekening", "no rek", "akaun", "account ng bangko", "账号"),
    *("账户", "帐号", "银行卡", "கணக்கு எண்", "வங்கிக் கணக்கு"),
    *("konta", "conta", "conta bancária", "número da conta"),
)
TELEPHONE = (
    *("tel", "phone", "telephone", "mobile", "cell", "whatsapp", "viber", "telegram", "zalo", "line id", "call"),
    *("โทร", "เบอร์", "โทรศัพท์", "ໂທ", "ເບີ", "ទូរស័ព្ទ", "លេខទូរស័ព្ទ", "ဖုန်း", "điện thoại", "sđt", "đt"),
    *("telepon", "telp", "hp", "no hp", "telefon", "no tel", "telepono", "numero ng telepono", "电话", "手机"),
    *("தொலைபேசி", "கைபேசி", "telefone", "telemóvel", "telemovel"),
)
BIRTH = (
    *("born", "date of birth", "dob", "d.o.b", "birth date"),
    *("birthdate", "birthday", "เกิด", "วันเกิด", "เกิดวันที่"),
    *("ເກີດ", "ວັນເດືອນປີເກີດ", "កើត", "ថ្ងៃខែឆ្នាំកំណើត", "កំណើត"),
    *("မွေးသက္ကရာဇ်", "မွေးနေ့", "မွေး", "sinh ngày", "ngày sinh", "sinh"),
    *("lahir", "tanggal lahir", "tarikh lahir", "ipinanganak"),
    *("petsa ng kapanganakan", "kaarawan", "出生", "生于", "生日"),
    *("பிறந்த தேதி", "பிறந்த", "பிறந்தார்", "moris iha", "moris", "data moris", "nascido", "nascida", "nasceu"),
    *("data de nascimento", "nascimento"),
)
CASE = (
    *("case no", "case number", "case file", "case ref"),
    *("case reference", "docket", "docket no", "g.r. no", "fir no"),
    *("police report no", "blotter", "crim. case", "criminal case no"),
    *("คดีหมายเลข", "คดีหมายเลขดำที่", "คดีหมายเลขแดงที่", "คดีอาญาที่"),
    *("เลขคดี", "ຄະດີເລກທີ", "ເລກຄະດີ", "ສຳນວນຄະດີ", "សំណុំរឿង"),
    *("លេខសំណុំរឿង", "អမှုအမှတ်", "အမှုအမှတ်", "ပြစ်မှု", "vụ án số", "án số", "số vụ án", "hồ sơ số", "bản án số"),
    *("nomor perkara", "perkara nomor", "no perkara", "no. perkara"),
    *("perkara no", "laporan polisi", "no kes", "nombor kes"),
    *("kes no", "no. kes", "kes no.", "repot polis"),
    *("laporan polis", "kaso blg", "numero ng kaso", "案号", "案件编号"),
    *("வழக்கு எண்", "குற்ற எண்", "kazu númeru", "kazu nú", "númeru kazu", "prosesu númeru", "prosesu nú"),
    *("processo n.º", "processo nº", "processo número", "processo n", "número do processo", "nuc"),
)
VICTIM = (
    *("victim", "victims", "survivor", "survivors", "trafficked", "rescued", "exploited", "abused", "complainant"),
    *("ผู้เสียหาย", "เหยื่อ", "ผู้รอด", "ถูกล่อลวง", "ถูกค้า"),
    *("ຜູ້ເຄາະຮ້າຍ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ເຫຍື່ອ", "ຖືກຄ້າ", "ຜູ້ເສຍຫາຍ"),
    *("ជនរងគ្រោះ", "រងគ្រោះ", "ត្រូវបានជួញដូរ", "លួចនាំ"),
    *("လူကုန်ကူးခံရသူ", "ကုန်ကူးခံရ", "သားကောင်", "နစ်နာသူ", "ကယ်တင်"),
    *("nạn nhân", "bị mua bán", "được giải cứu", "bị lừa", "korban", "mangsa", "biktima", "nasagip", "penyintas"),
    *("diperdagangkan", "受害人", "受害者", "被害人", "被拐", "幸存者", "获救"),
    *("பாதிக்கப்பட்ட", "பாதிக்கப்பட்டவர்", "கடத்தப்பட்ட", "மீட்கப்பட்ட"),
    *("vítima", "vitima", "vítimas", "vitima sira"),
    *("sobrevivente", "traficada", "traficado", "resgatada", "explorada"),
)
#: An age behind one of these is a limit of the law, and nobody's.
LIMIT = (
    *("under", "below", "younger than", "less than", "over"),
    *("above", "at least", "until", "up to", "between", "than"),
    *("minimum", "ต่ำกว่า", "ไม่เกิน", "ไม่ถึง", "เกิน", "มากกว่า"),
    *("ต่ำกว่าอายุ", "ຕ່ຳກວ່າ", "ບໍ່ເກີນ", "ບໍ່ຮອດ", "ក្រោម", "តិចជាង", "មិនទាន់"),
    *("အောက်", "မပြည့်", "dưới", "chưa đủ", "đủ", "từ"),
    *("trên", "di bawah", "bawah", "kurang dari", "kurang", "belum"),
    *("di atas", "atas", "mas mababa sa", "wala pang", "pababa", "未满", "不满", "不足", "以下", "以上", "满"),
    *("குறைந்த", "கீழ்", "உட்பட்ட", "menor de", "menores de"),
    *("menos de", "kiik liu", "liu", "seidauk", "maiores de"),
)
#: What is counted beside a small number, beside the words for victims.
PEOPLE = (
    *("คน", "ราย", "ຄົນ", "ລາຍ", "នាក់", "ဦး", "ယောက်"),
    *("người", "orang", "katao", "人", "名", "பேர்", "ema", "pessoas"),
)

# fmt: on


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; those of Latin script as whole words."""
    latin = sorted((word for word in words if word[0].isascii() or word[0] < "\u0250"), key=len, reverse=True)
    others = sorted((word for word in words if word not in latin), key=len, reverse=True)
    parts = [rf"(?<![^\W_])(?:{'|'.join(map(_spaced, latin))})(?![^\W_])"] if latin else []
    return "(?:" + "|".join([*parts, *map(_spaced, others)]) + ")"


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split(" "))
