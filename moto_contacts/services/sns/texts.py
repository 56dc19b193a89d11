"""What the message with a code of the sandbox says, language by language. Source: ours."""

from __future__ import annotations

_TEXTS = {
    "en-US": "Your verification code for the SMS sandbox is {code}.",
    "en-GB": "Your verification code for the SMS sandbox is {code}.",
    "es-419": "Su código de verificación para el entorno de pruebas de SMS es {code}.",
    "es-ES": "Su código de verificación para el entorno de pruebas de SMS es {code}.",
    "de-DE": "Ihr Bestätigungscode für die SMS-Testumgebung lautet {code}.",
    "fr-CA": "Votre code de vérification pour l'environnement de test SMS est {code}.",
    "fr-FR": "Votre code de vérification pour l'environnement de test SMS est {code}.",
    "it-IT": "Il Suo codice di verifica per l'ambiente di prova SMS è {code}.",
    "ja-JP": "SMS サンドボックスの確認コードは {code} です。",
    "pt-BR": "Seu código de verificação para o ambiente de testes de SMS é {code}.",
    "kr-KR": "SMS 샌드박스 확인 코드는 {code}입니다.",
    "zh-CN": "您的短信沙盒验证码为 {code}。",
    "zh-TW": "您的簡訊沙盒驗證碼為 {code}。",
}


def text(language: str, code: str) -> str:
    """The message in a language of the model's."""
    return _TEXTS[language].format(code=code)
