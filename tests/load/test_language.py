from __future__ import annotations

import pytest

from sayso.errors import WrongLanguage
from sayso.load import language

SENTENCES = {
    "German": "Die Fähre sei auf Grund gelaufen, teilte die Küstenwache am Abend mit.",
    "French": "Le ferry s'est échoué lundi soir, ont annoncé les garde-côtes de la région.",
    "Spanish": "El transbordador encalló el lunes por la noche, dijeron los guardacostas.",
    "Russian": "Паром сел на мель в понедельник вечером, сообщила береговая охрана.",
    "Chinese": "海岸警卫队表示，渡轮星期一晚上在海角附近搁浅，船上无人受伤。",
    "Arabic": "قال خفر السواحل إن العبارة جنحت مساء الاثنين قبالة الساحل",
}


@pytest.mark.parametrize(("name", "text"), SENTENCES.items(), ids=SENTENCES)
def test_another_language_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(WrongLanguage, match=f"in {name}"):
        language.checked(text, "en", "input")


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_any_takes_them_all(text: str) -> None:
    assert language.checked(text, "any", "input") not in (None, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Police said so.",
        "No, he said.",
        "OK",
        "1234",
        "Oduya, Penhallow, Trevanion and Brontë: Farrow, Lanport, Zennor.",
        "A ship sank, police said.",
        "“Il faut partir,” the captain said, and the crew left the ferry at once.",
    ],
)
def test_short_english_gets_the_benefit_of_the_doubt(text: str) -> None:
    assert language.checked(text, "en", "input") == "en"


def test_what_is_too_short_to_tell_has_no_language() -> None:
    assert language.checked("1234", "any", "input") is None


def test_a_rare_language_keeps_its_code() -> None:
    assert language.name_of("xx") == "xx"
