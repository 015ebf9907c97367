from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.read.model import FILES, WEIGHTS
from sayso.read.windows import FEATURES, LENGTH, features, plain, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(WEIGHTS / FILES[2]))


@given(st.text())
def test_plain_text_is_exactly_as_long(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_all_kinds_of_quotation_marks_look_alike_to_the_network() -> None:
    assert plain("“a” «b» ``c'' ''d'' ‘e’") == '"a" "b" " c"  " d"  \'e\''


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet="aé😀 .\n\"“”'\u00ad\u200b中", max_size=400))
def test_windows_cover_every_token_once_and_stay_short(tokenizer: Tokenizer, text: str) -> None:
    cut = list(windows(text, tokenizer, length=16))
    assert all(len(w) <= 16 for w in cut)
    starts = [int(s) for w in cut for s in w.starts[1:-1]]
    whole = tokenizer.encode(plain(text), add_special_tokens=False)
    assert starts == [s for s, _ in whole.offsets]
    assert all(0 <= f < FEATURES for w in cut for f in w.features)


def test_a_window_holds_whole_paragraphs(tokenizer: Tokenizer) -> None:
    text = "\n".join("The harbour was quiet again by noon." for _ in range(90))
    ends = [text[: w.ends[-2]].rstrip()[-1] for w in windows(text, tokenizer)]
    assert set(ends) == {"."}
    assert all(text[w.starts[1] - 1] == "\n" for w in list(windows(text, tokenizer))[1:])


def test_a_paragraph_longer_than_a_window_is_cut_between_sentences(tokenizer: Tokenizer) -> None:
    text = " ".join("The harbour was quiet again by noon." for _ in range(90))
    cut = list(windows(text, tokenizer))
    assert len(cut) > 1
    assert all(len(w) <= LENGTH for w in cut)
    assert all(text[w.starts[1] :].startswith("The") for w in cut)


def test_features_tell_case_quotation_and_paragraph(tokenizer: Tokenizer) -> None:
    text = 'Ann said "NASA 5".\nok'
    offsets = np.asarray(tokenizer.encode(text, add_special_tokens=False).offsets, np.int32)
    found = features(text, offsets).tolist()
    assert found[0] == 1 * 4 + 0 * 2 + 1  # capitalised, opens the text
    assert found[3] == 2 * 4 + 1 * 2 + 0  # upper case, quoted
    assert found[4] == 4 * 4 + 1 * 2 + 0  # digit, quoted
    assert found[-1] == 0 * 4 + 0 * 2 + 1  # lower case, opens a paragraph
