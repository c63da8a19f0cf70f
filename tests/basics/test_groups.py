"""Groups of rows, against a dictionary of lists."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.basics.groups import Groups


@given(st.lists(st.sampled_from(["", "a", "b", "ab", "c"])))
def test_groups_are_a_dictionary_of_lists(keys: list[str]) -> None:
    rows = np.arange(100, 100 + len(keys), dtype=np.int32)
    expected = defaultdict(list)
    for key, row in zip(keys, rows.tolist(), strict=True):
        if key:
            expected[key].append(row)
    groups = Groups(keys, rows)
    assert list(groups) == list(expected)
    assert len(groups) == len(expected)
    for key in ("", "a", "b", "ab", "c", "d"):
        assert groups.get(key) == tuple(expected.get(key, ()))
        assert (key in groups) == (key in expected)
    assert dict(groups.firsts()) == {key: group[0] for key, group in expected.items()}
