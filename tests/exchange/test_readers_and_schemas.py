"""Each hand-written reader and its schema are held equal: what breaks one breaks the other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.exchange.agreement import READERS, disagreement, fault_of, validator
from tests.exchange.mutations import Mutation, bent, json_values, nodes, put, spoiled
from tests.exchange.samples import SAMPLES

from huanjie.domain.rounds import CountFile
from huanjie.exchange.count import count_as_json
from huanjie.exchange.cvr import record_as_json
from huanjie.exchange.election import election_as_json


@pytest.mark.parametrize("name", READERS)
def test_the_reader_takes_the_sample(name: str) -> None:
    READERS[name](SAMPLES[name])


@given(strategies.count_files(), st.data())
def test_what_the_writers_write_is_valid(file: CountFile, data: st.DataObject) -> None:
    validator("count").validate(count_as_json(file))
    validator("election").validate(election_as_json(file.election))
    record = data.draw(strategies.records(file.election))
    validator("cvr").validate(record_as_json(record))


@pytest.mark.parametrize("name", READERS)
def test_a_spoiled_document_is_refused_by_the_reader(name: str) -> None:
    read = READERS[name]
    let_through = [str(m) for m in spoiled(SAMPLES[name]) if not fault_of(read, m.document)]
    assert let_through == []


@pytest.mark.parametrize("name", READERS)
def test_reader_and_schema_agree_on_a_bent_document(name: str) -> None:
    differ = {
        str(m): how for m in bent(SAMPLES[name]) if (how := disagreement(name, READERS[name], m))
    }
    assert differ == {}


def vocabulary(document: Any) -> tuple[str, ...]:
    return tuple({str(step) for path, _ in nodes(document) for step in path})


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_no_value_makes_a_reader_fail_otherwise_than_by_refusing(
    name: str, data: st.DataObject
) -> None:
    sample = SAMPLES[name]
    value = data.draw(json_values(vocabulary(sample)))
    path = data.draw(st.sampled_from([path for path, _ in nodes(sample)]))
    for at in ((), path):
        document = put(sample, at, value)
        mutation = Mutation(deed="any value at", path=at, document=document, original=sample)
        assert disagreement(name, READERS[name], mutation) is None
