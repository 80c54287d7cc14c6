"""Publishing happens in one step or not at all, inside the output folder or nowhere."""

import errno
import os
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, publish

OLD = {"index.html": b"gammel", "manifest.json": b"{}", "results.csv": b"a;b"}
NEW = {"index.html": b"ny", "manifest.json": b'{"ny": 1}'}


def there(folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_published_folder_is_replaced_as_a_whole(tmp_path):
    publish.put_in_place(OLD, tmp_path / "2014")
    assert there(tmp_path / "2014") == OLD
    publish.put_in_place(NEW, tmp_path / "2014")
    assert there(tmp_path / "2014") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["2014"]


def test_without_the_system_call_two_renames_give_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(publish.sys, "platform", "darwin")
    test_a_published_folder_is_replaced_as_a_whole(tmp_path)


def test_a_rename_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    monkeypatch.setattr(publish.sys, "platform", "darwin")
    publish.put_in_place(OLD, tmp_path / "2014")
    rename = publish.Path.rename

    def fails_for_the_new(self, target):
        if self.name == ".2014.new":
            raise OSError(errno.EIO, "I/O error")
        return rename(self, target)

    monkeypatch.setattr(publish.Path, "rename", fails_for_the_new)
    with pytest.raises(ReportError, match="Kan ikke skrive til 2014"):
        publish.put_in_place(NEW, tmp_path / "2014")
    assert there(tmp_path / "2014") == OLD


def test_what_a_killed_run_left_is_cleared_or_put_back(tmp_path):
    (tmp_path / ".2014.new").mkdir()
    (tmp_path / ".2014.new" / "halv.html").write_bytes(b"halv")
    (tmp_path / ".2014.old").mkdir()
    (tmp_path / ".2014.old" / "index.html").write_bytes(b"gammel")
    publish.put_in_place(NEW, tmp_path / "2014")
    assert there(tmp_path / "2014") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["2014"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "disken er fuld"),
        (errno.EDQUOT, "disken er fuld"),
        (errno.EACCES, "der er ikke skriveadgang"),
        (errno.EROFS, "der er ikke skriveadgang"),
        (errno.EIO, "Input/output error"),
    ],
)
@pytest.mark.parametrize("written", [0, 1])
def test_a_disk_that_fails_leaves_the_published_bytes(tmp_path, monkeypatch, code, says, written):
    publish.put_in_place(OLD, tmp_path / "2014")
    write, count = publish._write, iter(range(9))

    def fails(target, content):
        if next(count) == written:
            raise OSError(code, os.strerror(code))
        write(target, content)

    monkeypatch.setattr(publish, "_write", fails)
    with pytest.raises(ReportError, match=f"Kan ikke skrive til 2014: {says}. Intet er udgivet"):
        publish.put_in_place(NEW, tmp_path / "2014")
    assert there(tmp_path / "2014") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["2014"]


def test_one_file_is_replaced_in_one_step(tmp_path, monkeypatch):
    publish.write_file(tmp_path / "index.html", b"gammel")
    publish.write_file(tmp_path / "index.html", b"ny")
    assert there(tmp_path) == {"index.html": b"ny"}
    monkeypatch.setattr(publish.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(ReportError, match=r"index\.html: disken er fuld"):
        publish.write_file(tmp_path / "index.html", b"nyere")
    assert there(tmp_path) == {"index.html": b"ny"}


def test_a_place_under_a_file_is_a_message(tmp_path):
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(ReportError, match="Kan ikke skrive til 2014"):
        publish.put_in_place(NEW, tmp_path / "fil" / "2014")
    with pytest.raises(ReportError, match="Kan ikke skrive til reports"):
        publish.private_folder(tmp_path / "fil" / "reports")


@pytest.mark.parametrize(
    "parts", [("..",), ("2014", "..", ".."), ("/etc",), ("a/b",), ("a\\b",), ("C:",), ("",), (".",), (), ("a\0b",)]
)
def test_a_place_outside_the_output_folder_is_refused(tmp_path, parts):
    with pytest.raises(ReportError, match="uden for udgivelsesmappen"):
        publish.place_within(tmp_path / "reports", *parts)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_a_place_is_inside_or_refused(tmp_path_factory, parts):
    out = tmp_path_factory.getbasetemp() / "reports"
    try:
        place = publish.place_within(out, *parts)
    except ReportError:
        return
    assert place.is_relative_to(out.resolve())
    assert len(place.relative_to(out.resolve()).parts) == len(parts)


def test_a_link_that_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "andetsteds").mkdir()
    (tmp_path / "reports" / "en").symlink_to(tmp_path / "andetsteds")
    (tmp_path / "reports" / "2014").symlink_to(tmp_path / "andetsteds" / "2014")
    for parts in (("en", "2014"), ("2014",)):
        with pytest.raises(ReportError, match="uden for udgivelsesmappen"):
            publish.place_within(tmp_path / "reports", *parts)


def test_the_private_folder_is_beside_the_output_and_for_its_owner_only(tmp_path):
    private = publish.private_folder(tmp_path / "reports")
    assert private == tmp_path.resolve() / "build" / "reports"
    assert private.stat().st_mode & 0o077 == 0


def test_a_workplace_is_empty_when_lent_and_gone_afterwards(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "fra_en_draebt_koersel").touch()
    with pytest.raises(ZeroDivisionError), publish.workplace(tmp_path / "work") as folder:
        assert list(folder.iterdir()) == []
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "data").touch()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_refused_and_a_killed_one_lets_go(tmp_path):
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from sikkerby_eval.report.build.publish import only_one
        with only_one(Path(sys.argv[1])):
            print("har den", flush=True)
            time.sleep(60)
    """)
    lock = tmp_path / "2014.lock"
    other = subprocess.Popen([sys.executable, "-c", script, str(lock)], stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "har den\n"
    with pytest.raises(ReportError, match="En anden kørsel er i gang"), publish.only_one(lock):
        pass
    other.kill()
    other.wait()
    other.stdout.close()
    with publish.only_one(lock), publish.only_one(tmp_path / "2015.lock"):
        assert lock.exists()


@pytest.mark.parametrize(("size", "shared"), [(manifest.UNGUESSABLE, True), (200, False)])
def test_two_people_share_the_key_of_deliveries_that_nobody_can_guess(tmp_path, size, shared):
    place, keys = tmp_path / "levering", []
    place.mkdir()
    (place / "a.csv").write_bytes(b"x" * size)
    deliveries = manifest.plain_digests(place)
    for person in ("en", "to"):
        (tmp_path / person).mkdir()
        keys.append(manifest.key_of(deliveries, [place], tmp_path / person))
        assert manifest.key_of(deliveries, [place], tmp_path / person) == keys[-1]
    assert (keys[0] == keys[1]) == shared
    assert (tmp_path / "en" / "key").exists() != shared
