"""Which language a text is in: text comes in, an ISO 639-1 code and a confidence go out.

Knows py3langid; knows nothing of pages.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sayso.errors import WrongLanguage

ANY = "any"
# Naive Bayes over byte n-grams: more text changes nothing but the time it takes.
_SAMPLE_CHARS = 5_000
# Over 1,762 articles of data/corpus (25, 50, 100 and 400 words each) the surest wrong verdict
# had confidence .47; German, French and Spanish sentences of six words score .84 and more.
_SURE = 0.8
# What py3langid mistakes short English for (Nigerian Pidgin: all its wrong verdicts above .33).
_ENGLISH_LIKE = {"en", "pcm", "sco"}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile("[\u0370-\u1dff\u3040-\ud7ff]")
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "nb": "Norwegian", "nn": "Norwegian",
    "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def identify(text: str) -> tuple[str, float]:
    """The likeliest language of a text and the confidence in it, from 0 to 1 (py3langid).

    Where most letters are not Latin ones, English is out of the question and confidence full.
    """
    sample = text[:_SAMPLE_CHARS]
    code, confidence = _identifier().classify(sample)
    foreign = len(_FOREIGN.findall(sample)) > len(_LATIN.findall(sample))
    return str(code), 1.0 if foreign and code not in _ENGLISH_LIKE else float(confidence)


def checked(text: str, wanted: str, where: str) -> str | None:
    """The text's language code, None where it is too short to tell.

    Raises WrongLanguage if the text is surely in another language than ``wanted``; "any"
    wants all.
    """
    code, confidence = identify(text)
    if code in _ENGLISH_LIKE and wanted in ("en", ANY):
        return "en" if code == "en" or confidence < _SURE else code
    if confidence < _SURE:
        return None if wanted == ANY else wanted
    if wanted not in (ANY, code):
        given, asked = (f"{name_of(c)} ({c})" for c in (code, wanted))
        reason = f"the text is in {given}, not in {asked}; --language any reads it all the same"
        raise WrongLanguage(where, reason)
    return code


def name_of(code: str) -> str:
    """The English name of a language code, the code itself if it is a rare one."""
    return _NAMES.get(code, code)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
