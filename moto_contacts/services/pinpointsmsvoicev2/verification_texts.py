"""What the message with a verification code says, language by language. Source: ours."""

from __future__ import annotations

_TEXTS = {
    "DE_DE": "Mit dem Code {code} bestätigen Sie diese Telefonnummer.",
    "EN_GB": "Enter {code} to confirm that this phone number is yours.",
    "EN_US": "Enter {code} to confirm that this phone number is yours.",
    "ES_419": "Ingrese {code} para confirmar que este número de teléfono es suyo.",
    "ES_ES": "Introduzca {code} para confirmar que este número de teléfono es suyo.",
    "FR_CA": "Entrez {code} pour confirmer que ce numéro de téléphone est le vôtre.",
    "FR_FR": "Saisissez {code} pour confirmer que ce numéro de téléphone est le vôtre.",
    "IT_IT": "Inserisca {code} per confermare che questo numero di telefono è Suo.",
    "JA_JP": "この電話番号を登録するには {code} を入力してください。",
    "KO_KR": "이 전화번호를 등록하려면 {code} 번호를 입력하세요.",
    "PT_BR": "Digite {code} para confirmar que este número de telefone é seu.",
    "ZH_CN": "请输入 {code} 以确认此电话号码属于您。",
    "ZH_TW": "請輸入 {code} 以確認此電話號碼屬於您。",
}


def text(language: str, code: str) -> str:
    """The message as it is read."""
    return _TEXTS[language].format(code=code)


def speech(language: str, code: str) -> str:
    """The message as it is spoken: a pause behind each digit, or they would be one big number."""
    return text(language, ", ".join(code))
