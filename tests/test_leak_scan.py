"""The last look before publishing finds what belongs to a person or a machine, in any disguise, and repeats nothing."""

import base64
import html
import json
import struct
import zlib
from urllib.parse import quote

import pytest

from sikkerby_eval.judge.disclosure.leak_scan import Finding, scan

CANARY = "Kanariefugl-Åse-77"
HOME, ROOT = "/" + "home", "/" + "root"
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def in_base64(text):
    return base64.b64encode(text.encode()).decode()


DISGUISES = {
    "plain.html": f"<p>{CANARY}</p>",
    "other_case.csv": CANARY.upper(),
    "entities.html": "".join(f"&#{ord(sign)};" for sign in CANARY),
    "entities_twice.html": html.escape("".join(f"&#x{ord(sign):x};" for sign in CANARY)),
    "link.html": f'<a href="?q={quote(CANARY)}">her</a>',
    "split_by_tags.svg": f"<text><tspan>{CANARY[:5]}</tspan><tspan>{CANARY[5:]}</tspan></text>",
    "notebook.ipynb": json.dumps({"outputs": [{"text": [CANARY]}]}),
    "base64_of_it.txt": in_base64(CANARY),
    "base64_around_it_1.txt": in_base64(f"x{CANARY}yz"),
    "base64_around_it_2.txt": in_base64(f"xx{CANARY}yz"),
    "base64_for_addresses.txt": base64.urlsafe_b64encode(f"??>{CANARY}".encode()).decode(),
    "data_uri.html": f'<img src="data:image/svg+xml;base64,{in_base64(f"<svg>{CANARY}</svg>")}">',
    "data_uri_plain.html": f'<a href="data:text/csv;charset=utf-8,{quote(f"navn;{CANARY}")}">',
    "data_uri_twice.html": "data:text/html;base64," + in_base64("data:text/csv;base64," + in_base64(CANARY)),
    "utf_16.csv": CANARY.encode("utf-16"),
    "utf_16_without_mark.csv": f"navn;{CANARY}".encode("utf-16-le"),
    "latin.csv": f"navn;{CANARY}".encode("latin-1"),
    "decomposed.txt": CANARY.replace("Å", "A\u030a"),
    "hexadecimal.log": CANARY.encode().hex(),
    "text.png": PNG + chunk(b"tEXt", b"Title\0" + CANARY.encode("latin-1")),
    "packed.png": PNG + chunk(b"zTXt", b"Title\0\0" + zlib.compress(CANARY.encode("latin-1"))),
    "international.png": PNG + chunk(b"iTXt", b"Title\0\1\0da\0Titel\0" + zlib.compress(CANARY.encode())),
    "png_in_notebook.ipynb": json.dumps(
        {"image/png": base64.b64encode(PNG + chunk(b"tEXt", b"Title\0" + CANARY.encode("latin-1"))).decode()}
    ),
}


@pytest.mark.parametrize("name", DISGUISES)
def test_a_planted_canary_is_found_in_every_disguise(name):
    assert scan({name: DISGUISES[name]}, canaries=[CANARY]) == [Finding("canary", name, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190–1234",
        "610190-1234",
        "CPR:311299-0000.",
        "&#48;10190-1234",
        "<b>010190</b>-1234",
        '{"id": "010190-1234"}',
        "data:text/plain;base64," + in_base64("borger 010190-1234"),
    ],
)
def test_text_shaped_like_a_cpr_number_is_found_whatever_modulus_11_says(text):
    assert [finding.kind for finding in scan({"page.html": text})] == ["cpr"]


@pytest.mark.parametrize(
    "text",
    [
        "1.234.567",
        "0,0101901234",
        "0.0101901234",
        "321399-1234",
        "010190-123",
        "20100101-1234",
        "1234010190-12345",
        "a010190-1234",
        "6175724",
        "tlf. 33 66 33 66",
        "2009–2013",
        "9e107d9d372bb6826bd81d3542a41901010190123401019012",
        '<path d="M 010190 1234 L 020290 4321"/>',
        f"https://example.dk{HOME}/side",
        "1km_6175_724",
    ],
)
def test_ordinary_numbers_digests_and_drawings_are_left_alone(text):
    assert scan({"page.html": text}, canaries=[CANARY], person_ids=["p0001"]) == []


def test_a_picture_is_no_text():
    noise = zlib.compress(bytes(range(256)) * 40) + bytes((i * 7919) % 251 for i in range(20000))
    picture = base64.b64encode(PNG + chunk(b"IDAT", noise)).decode()
    assert scan({"page.html": f'<img src="data:image/png;base64,{picture}">'}, canaries=[CANARY]) == []


def test_person_ids_are_found_as_words():
    ids = ["p0001", "borger-17", "ÆØÅ9"]
    found = scan({"a.csv": "id;n\nP0001;3\nxp0001y;4\nborger-17;5\nrow-borger-170;1\næøå9"}, person_ids=ids)
    assert found == [Finding("person_id", "a.csv", line) for line in (2, 4, 6)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Traceback (most recent call last):", "traceback"),
        ('  File "koer.py", line 3, in <module>', "traceback"),
        ("File &quot;koer.py&quot;, line 3", "traceback"),
        ("\x1b[0;31m----> 1 \x1b[0m1/0", "traceback"),
        ('{"output_type": "error", "ename": "KeyError"}', "traceback"),
        (f"læst fra {HOME}/nn/data.csv", "machine_path"),
        (f"{ROOT}/.cache/x", "machine_path"),
        ("(/tmp/x1)", "machine_path"),
        (r"C:\Users\nn\data.csv", "machine_path"),
        (json.dumps(r"C:\Users\nn"), "machine_path"),
        ("file:///srv/x", "machine_path"),
    ],
)
def test_tracebacks_and_paths_of_a_machine_are_found(text, kind):
    assert [finding.kind for finding in scan({"log.txt": text})] == [kind]


def test_findings_name_file_and_line_and_never_the_value(tmp_path):
    (tmp_path / "2013").mkdir()
    (tmp_path / "2013" / "side.html").write_text(f"<p>\n{CANARY}\n010190-1234", encoding="utf-8")
    (tmp_path / "ren.csv").write_text("område;antal\nValby;12", encoding="utf-8")
    found = scan(tmp_path, canaries=[CANARY])
    assert found == [Finding("canary", "2013/side.html", 2), Finding("cpr", "2013/side.html", 3)]
    assert CANARY not in str(found)
    assert "1234" not in str(found)
    assert scan([tmp_path / "ren.csv"], canaries=[CANARY]) == []


def test_secrets_too_short_to_tell_from_text_and_missing_files_are_refused(tmp_path):
    with pytest.raises(ValueError, match="2 canaries or person ids have fewer than 4"):
        scan({}, canaries=["abc"], person_ids=["1"])
    with pytest.raises(FileNotFoundError, match="does not exist"):
        scan(tmp_path / "nothing")
