"""The public functions that read tables."""

import pytest

import pipeline
from pipeline.errors import ConfigError
from pipeline.facts import write_facts
from pipeline.schema import ARTICLES, CLAIMS, FACTS, MENTIONS
from tests.outputs import sample, write_output

LOADERS = {"load_articles": ARTICLES, "load_mentions": MENTIONS, "load_claims": CLAIMS, "load_facts": FACTS}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    output = write_output(tmp_path_factory.mktemp("out"), list(sample(20)))
    write_facts(output, None)
    return output


@pytest.mark.parametrize("name", LOADERS)
def test_a_table_has_the_columns_of_its_schema(output, name):
    assert list(getattr(pipeline, name)(output).columns) == LOADERS[name].schema.names


@pytest.mark.parametrize("name", LOADERS)
def test_a_folder_without_tables_is_named(tmp_path, name):
    with pytest.raises(ConfigError, match="wortlaut extract"):
        getattr(pipeline, name)(tmp_path)


def test_less_certain_claims_are_left_out(output):
    claims = pipeline.load_claims(str(output), min_confidence=0.7)
    assert 0 < len(claims) < 20
    assert claims.confidence.min() >= 0.7


def test_companies_have_their_codes():
    companies = pipeline.load_companies().set_index("company_id")
    assert companies.loc["sap", "isin"] == "DE0007164600"


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_public_name_is_there(name):
    assert getattr(pipeline, name).__doc__
