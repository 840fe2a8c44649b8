"""Public registers become a gazetteer; bad rows are reported and fatal to nothing."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.gazetteer import check_gazetteer, import_companies, load_gazetteer
from pipeline.gazetteer.companies import read_gazetteer
from tests.gazetteer.conftest import write_gazetteer

GLEIF_COLUMNS = (
    "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,"
    "Entity.LegalAddress.Country,Entity.EntityCategory\n"
)
GLEIF = (
    GLEIF_COLUMNS
    + """5299000000000000AA01,FLIEDERBACH WERKE AKTIENGESELLSCHAFT,de,Fliederbach Works,DE,GENERAL
5299000000000000AA02,Nordlicht Rentenfonds,de,,LU,FUND
5299000000000000AA03,,de,,DE,GENERAL
5299000000000000AA04,too,few
"""
)
OPENSANCTIONS = """id,schema,name,aliases,countries
NK-a1,Company,Polarstern Trading LLC,Polyarnaya Zvezda;Polar Star Trading,ru
NK-a2,Person,Iwan Niemand,,ru
NK-a3,PublicBody,Ministry of Snow,,xx
NK-a4,Vessel,Ostwind,,pa
"""
WIKIDATA = """item,itemLabel,itemAltLabel,isin,countryCode
http://www.wikidata.org/entity/Q900001,Fliederbach Werke,"Fliederbach, FBW",DE000FL13D3R,DE
http://www.wikidata.org/entity/Q900002,Q900002,,,
nonsense,Something,,,
"""
SEC = {
    "0": {"cik_str": 900001, "ticker": "FLDR", "title": "FLIEDER HOLDINGS INC"},
    "1": {"cik_str": 900002, "title": "No Ticker Corp"},
}
OWN = "Firma;Land;Kürzel\nMüller & Söhne GmbH;DE;MUSO\nMüller & Söhne GmbH;DE;MUSO\n???;DE;\n"


def imported(kind: str, text: str, tmp_path: Path, suffix: str = ".csv", **options):
    file = tmp_path / f"source{suffix}"
    file.write_text(text, encoding="utf-8")
    report = import_companies(kind, file, tmp_path / "into", **options)
    companies, aliases = read_gazetteer(tmp_path / "into")
    return report, {company.company_id: company for company in companies}, [alias.alias for alias in aliases]


def test_gleif(tmp_path: Path):
    report, companies, aliases = imported("gleif", GLEIF, tmp_path)
    flieder = companies["lei-5299000000000000aa01"]
    assert (flieder.name, flieder.country, flieder.lei) == ("Fliederbach Werke", "DE", "5299000000000000AA01")
    assert companies["lei-5299000000000000aa02"].kind == "fund"
    assert aliases == ["Fliederbach Works"]
    assert (report.companies, report.bad) == (2, 2)
    assert [problem.line for problem in report.problems] == [4, 5]


def test_opensanctions(tmp_path: Path):
    report, companies, aliases = imported("opensanctions", OPENSANCTIONS, tmp_path)
    assert companies["nk-a1"].country == "RU"
    assert companies["nk-a3"].kind == "government"
    assert aliases == ["Polyarnaya Zvezda", "Polar Star Trading"]
    assert (report.companies, report.skipped) == (2, 2)


def test_wikidata_csv(tmp_path: Path):
    report, companies, aliases = imported("wikidata", WIKIDATA, tmp_path)
    assert companies["q900001"].wikidata == "Q900001"
    assert aliases == ["Fliederbach", "FBW"]
    assert (report.companies, report.bad) == (1, 2)


def test_wikidata_json(tmp_path: Path):
    row = {
        "item": {"value": "http://www.wikidata.org/entity/Q900001"},
        "itemLabel": {"value": "Fliederbach Werke"},
    }
    text = json.dumps({"results": {"bindings": [row, 7]}})
    report, companies, _ = imported("wikidata", text, tmp_path, ".json")
    assert list(companies) == ["q900001"]
    assert report.bad == 1


def test_sec(tmp_path: Path):
    report, companies, aliases = imported("sec", json.dumps(SEC), tmp_path, ".json")
    assert companies["cik-900001"].name == "Flieder Holdings"
    assert aliases == ["FLDR"]
    assert (report.companies, report.bad) == (1, 1)


def test_any_csv_by_a_mapping(tmp_path: Path):
    mapping = {"name": "Firma", "country": "Land", "ticker": "Kürzel"}
    report, companies, _ = imported("csv", OWN, tmp_path, mapping=mapping)
    assert companies["mueller-and-soehne-gmbh"].name == "Müller & Söhne"
    assert (report.companies, report.known, report.bad) == (1, 1, 1)


def test_a_second_import_adds_and_keeps(tmp_path: Path):
    imported("gleif", GLEIF, tmp_path)
    report, companies, _ = imported("opensanctions", OPENSANCTIONS, tmp_path)
    assert len(companies) == 4
    report, companies, _ = imported("opensanctions", OPENSANCTIONS, tmp_path)
    assert (len(companies), report.companies, report.known) == (4, 0, 2)
    assert load_gazetteer(tmp_path / "into", cache=tmp_path / "cache").find("bei Fliederbach Works")


def test_packed_files_are_read(tmp_path: Path):
    file = tmp_path / "lei.csv.gz"
    file.write_bytes(gzip.compress(GLEIF.encode()))
    assert import_companies("gleif", file, tmp_path / "into").companies == 2


def test_progress_is_told(tmp_path: Path):
    lines = "".join(f"firma-{n},Firma Nummer{n}\n" for n in range(20_005))
    told: list[int] = []
    report, _, _ = imported("csv", "company_id,name\n" + lines, tmp_path, progress=told.append)
    assert told == [10_000, 20_000]
    assert report.companies == 20_005


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("gleif", "a,b\n1,2\n", "lacks the columns"),
        ("sec", "[1, 2]", "no company_tickers"),
        ("sec", "{", "is not JSON"),
        ("nonsense", "", "unknown kind"),
        ("csv", "", "lacks the columns"),
    ],
)
def test_a_file_of_another_kind_stops(tmp_path: Path, kind: str, text: str, message: str):
    with pytest.raises(ConfigError, match=message):
        imported(kind, text, tmp_path)
    assert not (tmp_path / "into/companies.csv").exists()


def test_a_file_that_is_not_there_stops(tmp_path: Path):
    with pytest.raises(ConfigError, match="can't be read"):
        import_companies("csv", tmp_path / "nowhere.csv", tmp_path / "into")


@pytest.mark.parametrize(
    "text",
    [
        'company_id,name\na,"Never closed\nb,Beta\n',
        "company_id,name\n\x00,\x00\n",
        "company_id,name\n" + "x" * 200_000,
    ],
)
def test_broken_rows_are_no_end(tmp_path: Path, text: str):
    report, _, _ = imported("csv", text, tmp_path)
    assert report.bad + report.companies >= 1


def test_a_bad_gazetteer_is_not_written_over(tmp_path: Path):
    write_gazetteer(tmp_path / "into", "company_id,name\na,Alphacorp\na,Betacorp\n", "company_id,alias\n")
    with pytest.raises(ConfigError, match="has bad rows"):
        imported("gleif", GLEIF, tmp_path)
    assert len(check_gazetteer(tmp_path / "into")) == 1
