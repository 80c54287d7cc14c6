"""The ``sikkerby`` command: check | report | batch | calendar | template | demo."""

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sikkerby-eval", prog_name="sikkerby")
def main():
    """Effektmåling af Sikker By."""


_FOLDER = click.Path(path_type=Path)
_RUN_OPTIONS = (
    click.option("--notebooks", type=_FOLDER, default="notebooks", show_default=True, help="Mappe med notesbøger."),
    click.option("--params", type=_FOLDER, default="params", show_default=True, help="Mappe med årenes filer."),
    click.option("--out", type=_FOLDER, default="reports", show_default=True, help="Mappe, der udgives i."),
    click.option("--timeout", type=float, default=900, show_default=True, help="Sekunder pr. rapport."),
    click.option("--force", is_flag=True, help="Lav også det, der ikke er ændret siden sidst."),
    click.option("--kernel", is_flag=True, help="Kør cellerne i en almindelig Jupyter-kerne (langsommere)."),
    click.option("-p", "instead", nargs=2, multiple=True, metavar="NAVN VÆRDI", help="I stedet for årets fil."),
)


def _run_options(command):
    for option in reversed(_RUN_OPTIONS):
        command = option(command)
    return command


_LANGUAGE = click.option("--language", type=click.Choice(["da", "en"]), default="da", show_default=True, help="Sprog.")
DEMONSTRATION_YEAR = 2014
"""The last year that the demonstration's registers cover in full."""
DEMONSTRATION = (("registre", "demonstration"), ("ogsaa_programmer", ["2010"]))


@main.command()
@click.argument("year", metavar="[ÅR]", type=int, required=False)
@click.option("--kind", default="effektrapport", show_default=True, help="Hvilken rapport.")
@click.option("--language", type=click.Choice(["da", "en"]), help="Sprog; ellers det, årets fil siger.")
@click.option("--demonstration", is_flag=True, help="Brug opdigtede registre.")
@click.option("--pdf", is_flag=True, help="Lav også rapporten som PDF (kræver Chromium).")
@click.option("--keep-notebook", is_flag=True, help="Gem den kørte notesbog i den private mappe.")
@_run_options
def report(year, kind, language, demonstration, instead, params, **options):
    """Lav en rapport: ÅR er navnet på en fil i params/; uden ÅR det nyeste og en demonstration af 2014."""
    from sikkerby_eval.report import ReportError
    from sikkerby_eval.report.build.plan import Request, make_plan, years_with_parameters
    from sikkerby_eval.report.build.worklist import Work, language_asked
    from sikkerby_eval.report.build.year_file import parse_value

    said_in = language or "da"
    try:
        given = [(name, parse_value(value)) for name, value in instead]
        given += [("language", language)] if language else []
        newest = max(years_with_parameters(params), default=0)
        given_year = year is not None
        request = Request(year if given_year else newest, kind, tuple(given), params=params, **options)
        said_in = language_asked(request)
        invented = request._replace(year=year if given_year else DEMONSTRATION_YEAR, instead=(*DEMONSTRATION, *given))
        chosen = [invented] if demonstration else [request] if given_year else [request, invented]
        work = Work([make_plan(each) for each in chosen], [], [])
    except ReportError as error:
        raise click.ClickException(error.told(said_in)) from None
    _make(work, 2, said_in)


@main.command()
@click.argument("files", metavar="FIL...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, help="Hvilke rapporter; ellers alle.")
@click.option("--language", "languages", multiple=True, type=click.Choice(["da", "en"]), help="Hvilke sprog.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Hvor mange ad gangen.")
@_run_options
def batch(files, kinds, languages, jobs, instead, **options):
    """Lav alle de rapporter, der er data til: FIL... er årenes parameterfiler, fx params/*.yaml."""
    from sikkerby_eval.report import ReportError
    from sikkerby_eval.report.build.plan import Request
    from sikkerby_eval.report.build.worklist import worklist
    from sikkerby_eval.report.build.year_file import parse_value

    language = languages[0] if len(languages) == 1 else "da"
    try:
        given = tuple((name, parse_value(value)) for name, value in instead)
        work = worklist(files, Request(0, instead=given, **options), kinds=kinds, languages=languages)
    except ReportError as error:
        raise click.ClickException(error.told(language)) from None
    _make(work, jobs, language)


def _make(work, jobs, language):
    """Make what there is a reason to make, and say where the pages are; the exit code tells whether all went well."""
    from sikkerby_eval.report import ReportError
    from sikkerby_eval.report.build.changes import nothing_to_do
    from sikkerby_eval.report.build.messages import PROGRESS
    from sikkerby_eval.report.build.plan import Built

    for error in work.refused:
        click.echo(f"Error: {error.told(language)}", err=True)
    if nothing_to_do(work.plans):
        if work.plans:
            click.echo(PROGRESS["all_unchanged"][language].format(count=len(work.plans)), err=True)
        outcomes = [Built(plan.page) for plan in work.plans]
    else:
        from sikkerby_eval.report.build.progress import build_shown

        outcomes = build_shown(work, jobs, language)
    failed = [
        (plan, outcome) for plan, outcome in zip(work.plans, outcomes, strict=True) if isinstance(outcome, ReportError)
    ]
    for plan, error in failed:
        click.echo(f"Error: {'/'.join(plan.parts)}: {error.told(language)}", err=True)
    for outcome in outcomes:
        if isinstance(outcome, Built):
            click.echo(outcome.page)
    if failed or work.refused:
        raise click.exceptions.Exit(1)


@main.command()
@click.option("--out", type=_FOLDER, default="reports", show_default=True, help="Mappe, der er udgivet i.")
@_LANGUAGE
def verify(out, language):
    """Kontrollér, at de udgivne sider er dem, der blev udgivet, og hvad der er ændret siden."""
    from sikkerby_eval.report import ReportError
    from sikkerby_eval.report.build.messages import VERIFIED
    from sikkerby_eval.report.build.verify import verify as checked

    said = {what: told[language] for what, told in VERIFIED.items()}
    try:
        found = list(checked(out, language))
    except ReportError as error:
        raise click.ClickException(error.told(language)) from None
    for place, faults, notes in found:
        click.echo(f"{place}: {'; '.join(faults) or said['as_published']}")
        for note in notes:
            click.echo(f"  {said['note']}: {note}")
    if any(faults for _, faults, _ in found):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("directory", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--persons", type=int, default=60_000, show_default=True, help="Beboere 1. januar 2010.")
@click.option("--seed", type=int, default=2012, show_default=True, help="Tilfældighedens frø.")
def demo(directory, persons, seed):
    """Skriv opdigtede registre med kendt sandhed i en tom MAPPE."""
    from sikkerby_eval.data.demo import write
    from sikkerby_eval.data.demo.parameters import MIN_PERSONS

    if persons < MIN_PERSONS:
        raise click.BadParameter(f"mindst {MIN_PERSONS}", param_hint="--persons")
    try:
        rows = write(directory, persons, seed)
    except FileExistsError:
        raise click.ClickException("Mappen er ikke tom; opdigtede registre blandes ikke med andet.") from None
    click.echo(f"{rows} rækker demonstration i {directory}")


@main.command()
@click.argument("directory", metavar="MAPPE", type=_FOLDER)
@_LANGUAGE
@click.option("--json", "for_program", is_flag=True, help="Listen til et program.")
@click.option("--page", type=_FOLDER, help="Skriv også listen som en side, der kan sendes til leverandøren.")
@click.option("--needed-to", type=click.DateTime(["%Y-%m-%d"]), help="Sidste dag, som leverancen skal dække.")
@click.option("--accept-faulty-files", is_flag=True, help="Tæl fejlfri rækker i filer med fejl som brugt.")
def check(directory, language, for_program, page, needed_to, accept_faulty_files):
    """Kontrollér en MAPPE med leverancer: alt, der er galt, med fil, linje og kolonne."""
    from sikkerby_eval.data.read.check_list import as_json, as_page, as_text
    from sikkerby_eval.data.read.door import inspect
    from sikkerby_eval.data.read.write import write_bytes

    needed = needed_to.date() if needed_to else None
    inspection = inspect(directory, accept_faulty_files=accept_faulty_files, needed_to=needed)
    click.echo((as_json if for_program else as_text)(inspection, language))
    if page:
        _or_refuse(write_bytes, page, as_page(inspection, language).encode())
    if inspection.findings.count("error"):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("year", metavar="[ÅR]", type=int, required=False)
@_LANGUAGE
@click.option("--data", "directory", type=_FOLDER, help="Mappe med leverancer: vis også, hvad der er kommet.")
def calendar(year, language, directory):
    """Vis, hvad der forfalder i ÅR, og hvilke data det venter på; uden ÅR i det indeværende."""
    from datetime import date

    from sikkerby_eval.data import reference
    from sikkerby_eval.data.read.door import inspect
    from sikkerby_eval.report.tables.calendar_page import calendar_text, due_in, with_arrivals
    from sikkerby_eval.report.text.sentences import SENTENCES

    year = year or date.today().year
    due = due_in(reference.reporting_calendar(), reference.goals(), year, language=language)
    found = inspect(directory) if directory else None
    if found:
        due = with_arrivals(due, found.cutoffs)
    click.echo(calendar_text(due, year, language=language))
    if found and found.findings.count("error"):
        click.echo(SENTENCES["calendar_faults"][language])


@main.command()
@click.argument("directory", metavar="MAPPE", type=_FOLDER)
def template(directory):
    """Skriv skabeloner til leverancer (Excel og CSV) i MAPPE."""
    from sikkerby_eval.data.templates import write_templates

    written = _or_refuse(write_templates, directory)
    click.echo(f"{len(written)} skabeloner i {directory}")


@main.command()
@click.argument("directory", metavar="MAPPE", type=_FOLDER)
@click.argument("out", metavar="UD", type=_FOLDER)
@click.option("--key", type=_FOLDER, required=True, help="Fil med nøglen, uden for mapper med data.")
@click.option("--new-key", "make_key", is_flag=True, help="Dan nøglen, hvis filen ikke findes.")
@click.option("--separator", type=click.Choice(["semikolon", "komma", "tabulator"]), default="semikolon")
def pseudonymise(directory, out, key, make_key, separator):
    """Kopiér leverancer fra MAPPE til UD med pseudonymer i stedet for cpr-numre."""
    from sikkerby_eval.data.pseudonymise import PseudonymError, pseudonymise_folder

    try:
        rows = _or_refuse(pseudonymise_folder, directory, out, key, make_key, separator)
    except PseudonymError as error:
        raise click.ClickException(str(error)) from None
    for name, count in rows.items():
        click.echo(f"{name}: {count} rækker")


@main.command()
@click.argument("directory", metavar="MAPPE", type=_FOLDER)
@click.argument("out", metavar="UD", type=_FOLDER)
def prepare(directory, out):
    """Skriv registrene i MAPPE som Parquet i UD, sorteret efter person, til tælling i stykker."""
    from sikkerby_eval.data.prepare import prepare as prepared
    from sikkerby_eval.data.read.findings import DeliveryError

    try:
        rows = _or_refuse(prepared, directory, out)
    except DeliveryError as error:
        raise click.ClickException(error.told("da")) from None
    for name, count in rows.items():
        click.echo(f"{name}: {count} rækker")


def _or_refuse(action, *arguments):
    """A full disk or a closed folder is a sentence, not a traceback."""
    try:
        return action(*arguments)
    except OSError as error:
        raise click.ClickException(f"kan ikke skrive: {error.strerror}; det, der var der før, er uændret") from None


if __name__ == "__main__":
    main()
