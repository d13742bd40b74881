"""New ids: as many as are asked for, each another."""

import pytest

from backbone_desktop.domain.identifiers import MOST_UUIDS_AT_ONCE
from backbone_desktop.storage.ids import id_source
from tests.storage.casebooks import START


@pytest.mark.parametrize("count", [0, 1, MOST_UUIDS_AT_ONCE, MOST_UUIDS_AT_ONCE + 1, 3 * MOST_UUIDS_AT_ONCE])
def test_as_many_ids_as_asked_for_all_differ(count: int) -> None:
    new_id = id_source(lambda: START)
    ids = [*new_id.many(count), new_id(), new_id()]
    assert len(set(ids)) == len(ids) == count + 2
