"""Everything that is to be made: each kind, each year, each quarter that has data, and what there is no data for."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, publish
from sikkerby_eval.report.build.parameters import CHOICES, FOLDERS
from sikkerby_eval.report.build.plan import Plan, Request, given_for_year, make_plan
from sikkerby_eval.report.build.source import notebooks_there

Pages = Mapping[str, Mapping[str, list[dict[str, int]]]]
"""By kind and year, the parameters of each page that there is data for."""


class Work(NamedTuple):
    """What to make, the kinds and years that there is no data for, and what is wrong with the rest."""

    plans: list[Plan]
    without_data: list[str]
    refused: list[ReportError]


def worklist(
    files: Sequence[Path],
    asked: Request,
    *,
    kinds: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> Work:
    """Plan every page of some years.

    Parameters
    ----------
    files
        The years' parameter files.
    asked
        What is the same for all of them: folders, time limit, and what the command line says instead of the files.
    kinds, languages
        Empty means every kind that has a notebook, and the language of the year's file.
    """
    work = Work([], [], [])
    kinds = kinds or tuple(notebooks_there(asked.notebooks))
    given = {file: found for file in files if (found := _tried(work, _given, file, asked))}
    known = {
        folders: _tried(work, pages_with_data, kinds, [int(file.stem) for file in given], folders, asked.out)
        for folders in dict.fromkeys(map(_folders, given.values()))
    }
    for file, values in given.items():
        for kind in kinds if known[_folders(values)] else ():
            pages = known[_folders(values)][kind][file.stem]
            chosen = [page for page in pages if page.items() <= (page | values).items()]
            if not chosen:
                work.without_data.append(f"{kind} {file.stem}")
            for request in _requests(asked._replace(year=int(file.stem), kind=kind), file, chosen, languages):
                if plan := _tried(work, make_plan, request):
                    work.plans.append(plan)
    return work


def language_asked(request: Request) -> str:
    """Say in which language to speak of a request: the command line's, else the year's file's, else Danish."""
    asked = dict(request.instead).get("language")
    with contextlib.suppress(ReportError):
        asked = given_for_year(request).get("language")
    return next((language for language in CHOICES["language"] if language == asked), "da")


def pages_with_data(kinds: Sequence[str], years: Sequence[int], folders: tuple[str, str], out: Path) -> Pages:
    """Ask what there is data for, once for each state of the code and the data; the answer is kept beside the output.

    The question takes pandas and the deliveries themselves, and a run that changes nothing takes neither.
    """
    registre, udtraek = folders
    read = {name: manifest.plain_digests(Path(name)) for name in folders if Path(name).is_dir() and name}
    asked = json.dumps([*kinds, *years, *folders, manifest.library_digest(), read])
    kept = publish.private_folder(out) / "pages.json"
    before = json.loads(kept.read_bytes()) if kept.is_file() else {}
    key = manifest.digest(asked.encode())
    if before.get("of") != key:
        from sikkerby_eval.data.editions import editions  # noqa: PLC0415  pandas, only where the answer is not known
        from sikkerby_eval.data.read.findings import DeliveryError  # noqa: PLC0415

        try:
            found = {kind: editions(kind, years, registre=registre, udtraek=udtraek) for kind in kinds}
        except DeliveryError as error:
            raise ReportError(error.told("da"), error.told("en")) from None
        before = {
            "of": key,
            "pages": {kind: {str(year): pages for year, pages in of.items()} for kind, of in found.items()},
        }
        publish.write_file(kept, json.dumps(before).encode())
    return before["pages"]


def _given(file: Path, asked: Request) -> dict[str, object]:
    if not file.stem.isdecimal():
        raise ReportError(
            f"{file.name}: en parameterfil hedder som sit år, fx 2014.yaml.",
            f"{file.name}: a parameter file is called as its year, such as 2014.yaml.",
        )
    return given_for_year(asked._replace(year=int(file.stem), params=file.parent))


def _folders(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(values.get(name) or "") for name in FOLDERS)


def _requests(asked: Request, file: Path, pages: Sequence[dict], languages: Sequence[str]) -> Iterator[Request]:
    for page in pages:
        for said in [{"language": language} for language in languages] or [{}]:
            instead = tuple((dict(asked.instead) | page | said).items())
            yield asked._replace(params=file.parent, instead=instead)


def _tried(work: Work, action, *arguments):
    try:
        return action(*arguments)
    except ReportError as error:
        work.refused.append(error)
        return None
