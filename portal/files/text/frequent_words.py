"""Words that any page of a language uses: by them a language is told from its neighbours, and text from noise.

None of them is a name of the field, so that a form letter is known as well as a report.
"""

from __future__ import annotations

#: What Indonesian and Malay have in common, which is most; what comes after it tells them apart.
_MALAY = """dan yang di untuk dengan tidak dalam pada ini itu oleh atau akan sebagai telah dapat mereka ke tersebut juga
    lebih hanya harus jika para sudah ada antara setiap seseorang negara kepada hal seperti secara serta belum anda
    tanpa melalui satu lain tetapi perlu bagi sebelum orang dua tiga masih sama semua sebuah suatu"""

_SPACED = {
    "en": """the of and to in a is that for it as was with be by on not are this or from an at which have has been
        were their they but all can will one other when there who its more no must may should such than any these
        under what each only if""",
    "id": _MALAY
    + """ adalah dari karena bahwa bisa agar apakah bila saat setelah sesuai maupun sedangkan kapan mengapa nomor yaitu
        yakni namun berbeda kantor polisi pemerintah undang pemberitahuan selama sampai siapa butuh begitu hari""",
    "ms": _MALAY
    + """ ialah daripada kerana bahawa boleh supaya adakah apabila semasa selepas hendaklah mesti sahaja iaitu manakala
        bila bilakah pejabat polis kerajaan kes akta sekiranya sehingga tiada berbeza bukan pula beliau jua dahulu""",
    "fil": """ang ng sa na mga at ay hindi para kung o ito nito siya niya kanyang isang may mula kanilang sila ni si
        ayon dapat lamang din rin pa bago kapag upang bilang ngunit nang walang sinumang ating kaya tungkol dahil
        anumang alinmang habang nila iyon mayroon lahat bawat pagkatapos kanila nasa""",
    "tet": """no iha ba ne'ebé ho la'ós la katak hosi husi nia sira ida hanesan ka tenke bele atu maibé ne'e nu'udar
        mak ema tan tanba se bainhira molok hafoin nune'e labele seluk hotu laiha iha-ne'ebé kona-ba liu de'it mós
        rua sei ona halo hetan fó loron rai tuir entre ba-ne'ebé hodi sai nafatin dala""",
    "pt": """de a o que e do da em um para não uma os no se na por mais as dos como mas foi ao ele das à seu sua ou ser
        quando muito nos já está também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas esse eles
        são deve podem pode cada qualquer pessoa""",
    "vi": """và của là các có được cho trong không một người những với để này khi đã theo từ đến về phải tại hoặc do như
        cũng bị đó nếu thì trên ra vào nhưng sẽ hay việc nào bởi nhiều cần chỉ sau mọi họ hơn vì ở giữa đối
        trước còn rằng qua mà""",
}

#: Written without spaces: pieces that stand everywhere, looked for inside the text.
_UNSPACED = {
    "th": """การ และ ที่ ของ ใน เป็น ให้ ไม่ ได้ มี ว่า จะ กับ หรือ จาก โดย ผู้ นี้ ความ ต้อง ตาม คน เพื่อ แต่ ซึ่ง ไป มา แล้ว ถูก
        อย่าง เมื่อ ต่อ ทำ หาก ระหว่าง เพราะ อาจ ก่อน หลัง ทุก อยู่ ประเทศ รับ กว่า แห่ง ด้วย ยัง เขา""",
    "lo": """ການ ແລະ ທີ່ ຂອງ ໃນ ເປັນ ໃຫ້ ບໍ່ ໄດ້ ມີ ວ່າ ຈະ ກັບ ຫຼື ຈາກ ໂດຍ ຜູ້ ນີ້ ຄວາມ ຕ້ອງ ຕາມ ຄົນ ເພື່ອ ແຕ່ ຊຶ່ງ ໄປ ມາ ແລ້ວ
        ຖືກ ເຊິ່ງ ເມື່ອ ຕໍ່ ເຮັດ ຖ້າ ລະຫວ່າງ ເພາະ ອາດ ກ່ອນ ຫຼັງ ທຸກ ຢູ່ ປະເທດ ຮັບ ກວ່າ ແຫ່ງ ດ້ວຍ ຍັງ ເຂົາ ສາມາດ""",
    "km": """ការ និង ដែល នៃ ក្នុង ជា ឱ្យ មិន បាន មាន ថា នឹង ជាមួយ ឬ ពី ដោយ អ្នក នេះ សេចក្តី ត្រូវ តាម មនុស្ស ដើម្បី ប៉ុន្តែ ទៅ
        មក ហើយ រូប នៅ ធ្វើ ប្រសិនបើ រវាង ព្រោះ អាច មុន ក្រោយ គ្រប់ ប្រទេស ទទួល ជាង លើ ផង គេ ចំពោះ របស់ ដល់ ឡើយ ជន អំពី""",
    "my": """သည် များ ကို နှင့် ၏ မှ တွင် သော ရန် ဖြင့် အား ခြင်း မ ရှိ ဖြစ် ပါ သူ ဟု သို့ ၍ ရမည် ထို ဤ လည်း မှာ တစ် လူ အတွက်
        ပြု ရာ လျှင် အခြား နိုင် ကြောင်း ကြ မည် နိုင်ငံ ပြီး ခဲ့ အကြား မဟုတ် အရ ဘဲ သာ ရ ပေး""",
    "zh-hans": """的 是 在 和 不 了 有 人 这 为 与 对 或 以 被 其 及 应 由 他 于 到 要 者 可 中 上 也 将 从 但 所
        如 国 时 一 后 前 此 得 并 该 会 而 能 之 我 们 都""",
}
#: Written with spaces in a script of its own, with ends of words that stand everywhere.
_UNSPACED["ta"] = """மற்றும் என்று ஒரு இந்த அந்த அல்லது என்ற உள்ள இல்லை வேண்டும் க்கு கள் களை த்தில் களின் ப்பட்ட ப்படும்
    த்தின் யும் ால் ாது ில் ின் ும் து கும் தல் ாக ான் ார்"""

SPACED: dict[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _SPACED.items()}
UNSPACED: dict[str, tuple[str, ...]] = {
    code: tuple(sorted(words.split(), key=len, reverse=True)) for code, words in _UNSPACED.items()
}
