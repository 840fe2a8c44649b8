"""A small gazetteer of real and invented companies, built once for all tests."""

from pathlib import Path

import pytest

from pipeline.gazetteer import Gazetteer, load_gazetteer

COMPANIES = """company_id,name,country,kind
siemens,Siemens,DE,company
siemens-energy,Siemens Energy,DE,company
apple,Apple,US,company
huawei,Huawei,CN,company
hikvision,Hikvision,CN,company
mit,Massachusetts Institute of Technology,US,university
kroeger,Hellmuth Kröger,DE,company
meta,Meta,US,company
iflytek,iFlyTek,CN,company
muenchener,Münchener Rück,DE,company
bund,BUND,DE,association
moodys,Moody's,US,company
commerce,US Department of Commerce,US,government
deutsche-bank,Deutsche Bank,DE,bank
lse-school,London School of Economics,GB,university
lse-exchange,London Stock Exchange,GB,company
att,AT&T,US,company
samsung,Samsung Electronics,KR,company
"""
ALIASES = """company_id,alias,kind,language
hikvision,Hangzhou Hikvision Digital,name,
mit,MIT,acronym,
meta,Facebook,former,
apple,AAPL,ticker,
commerce,US-Handelsministerium,translation,de
lse-school,LSE,acronym,
lse-exchange,LSE,acronym,
samsung,삼성전자,native,ko
"""


def write_gazetteer(folder: Path, companies: str = COMPANIES, aliases: str = ALIASES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "companies.csv").write_text(companies, encoding="utf-8")
    (folder / "aliases.csv").write_text(aliases, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gazetteer(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="session")
def gazetteer(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load_gazetteer(folder, cache=tmp_path_factory.mktemp("cache"))
