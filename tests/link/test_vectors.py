"""Vectors of texts: near where they mean alike, the same whatever else there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.errors import WeightsError
from sayso.link.vectors import WIDTH, load, vectors, words


def test_vectors_are_unit_long() -> None:
    made = vectors(["A ship sank.", "The mayor resigned."])
    assert made.shape == (2, WIDTH)
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)


def test_a_text_without_words_has_no_direction() -> None:
    assert not vectors([""]).any()


def test_a_paraphrase_is_nearer_than_another_event() -> None:
    text, paraphrase, other = vectors(
        ["The vessel went down off the coast", "A ship sank at sea", "The mayor raised the taxes"]
    )
    assert text @ paraphrase > text @ other + 0.2


def test_a_text_has_the_same_vector_in_any_company() -> None:
    alone = vectors(["A ship sank."])[0]
    assert np.array_equal(alone, vectors(["Something else entirely", "A ship sank."])[1])


def test_rare_words_weigh_more_than_common_ones() -> None:
    the, police, catfish = words().rarities(["the", "police", "catfish"])
    assert the < police < catfish


@given(
    st.text(st.sampled_from("aB é’“_-.,5\t\xa0—e\u0301ﬁ©字\u00ad\ud800"), max_size=40)
    | st.text(max_size=40)
)
@example("x" * 120)
def test_remembered_words_have_the_tokens_of_the_tokenizer(text: str) -> None:
    sound = text.encode("utf-8", "replace").decode()
    known = words().tokenizer.encode(sound, add_special_tokens=False).ids
    assert words().tokens([text])[0].tolist() == known


def test_missing_vectors_are_one_clear_error(tmp_path: object) -> None:
    with pytest.raises(WeightsError, match="word vectors"):
        load(tmp_path)  # type: ignore[arg-type]


def test_damaged_vectors_are_one_clear_error(tmp_path: object) -> None:
    (tmp_path / "words.npz").write_bytes(b"PK nonsense")  # type: ignore[operator]
    with pytest.raises(WeightsError, match="word vectors"):
        load(tmp_path)  # type: ignore[arg-type]
