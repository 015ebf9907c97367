"""Quotations signed with a dash and a name belong to the signer."""

from __future__ import annotations

import pytest

import sayso
from sayso.read.quotations import quotes
from sayso.read.signed import signatures
from sayso.types import Article

VOICES = (
    "We asked our readers what they think of the new ferry.\n\n"
    "“It is late every single morning and nobody tells us why.” ― Petra Lindqvist\n"
    "“My children reach school wet and tired.” — Jonas M. Feld, Sollheim\n\n"
    "Norrland Gazette/Archive.\n\n"
    "“The old boat was better.” -- Ana de la Cour."
)
SIGNED = [
    ("“It is cold.” — Ann Lee", "Ann Lee"),
    ("“It is cold.” ―\u00a0Ann Lee.\n\nMore below.", "Ann Lee"),
    ("”It is cold.” – Ann M. Lee, Port Maren", "Ann M. Lee"),
    ('"It is cold." -- Ann de la Cour', "Ann de la Cour"),
    ("“It is cold,” said Ann Lee.", None),
    ("“It is cold” — and Ann Lee left.", None),
    ("She called it “cold.”\n\n- Northern Press", None),
]


@pytest.mark.parametrize(("text", "name"), SIGNED)
def test_a_signature_is_a_dash_and_a_name_behind_a_whole_paragraph(
    text: str, name: str | None
) -> None:
    found = [text[s.start : s.end] for _, s in signatures(text, quotes(text)).values()]
    assert found == ([name] if name else [])


def test_each_signed_quotation_is_its_signers_and_nobody_elses() -> None:
    found = sayso.read(Article.from_text(VOICES)).attributions
    signed = {
        VOICES[a.source[0].start : a.source[0].end]: [VOICES[s.start : s.end] for s in a.content]
        for a in found
        if a.source and a.content and VOICES[a.content[0].start] == "“"
    }
    assert signed == {
        "Petra Lindqvist": ["“It is late every single morning and nobody tells us why.”"],
        "Jonas M. Feld": ["“My children reach school wet and tired.”"],
        "Ana de la Cour": ["“The old boat was better.”"],
    }
