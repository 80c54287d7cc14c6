"""The ``sikkerby`` command: check | report | batch | template | demo."""

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sikkerby-eval", prog_name="sikkerby")
def main():
    """Effektmåling af Sikker By."""


def _folder_options(command):
    for name, default, text in (
        ("--notebooks", "notebooks", "Mappe med notesbøger."),
        ("--params", "params", "Mappe med årenes parameterfiler."),
        ("--out", "reports", "Mappe, som rapporterne udgives i."),
    ):
        command = click.option(name, type=click.Path(path_type=Path), default=default, show_default=True, help=text)(
            command
        )
    command = click.option("--timeout", type=float, default=900, show_default=True, help="Sekunder pr. rapport.")(
        command
    )
    return click.option(
        "-p", "instead", nargs=2, multiple=True, metavar="NAVN VÆRDI", help="Brug VÆRDI i stedet for årets fil."
    )(command)


@main.command()
@click.argument("year", metavar="[ÅR]", type=int, required=False)
@click.option("--kind", default="effektrapport", show_default=True, help="Hvilken rapport.")
@click.option("--language", type=click.Choice(["da", "en"]), help="Sprog; ellers det, årets fil siger.")
@click.option("--demonstration", is_flag=True, help="Brug opdigtede registre.")
@click.option("--keep-notebook", is_flag=True, help="Gem den kørte notesbog i den private mappe.")
@_folder_options
def report(year, kind, language, demonstration, keep_notebook, notebooks, params, out, timeout, instead):
    """Lav en rapport: ÅR er navnet på en fil i params/; uden ÅR det nyeste og en demonstration."""
    from sikkerby_eval.report import ReportError
    from sikkerby_eval.report.plan import Request, make_plan, years_with_parameters

    try:
        given = _instead(instead, language)
        request = Request(
            year=year or max(years_with_parameters(params), default=0),
            kind=kind,
            instead=given,
            notebooks=notebooks,
            params=params,
            out=out,
            timeout=timeout,
            keep_notebook=keep_notebook,
        )
        invented = request._replace(instead=(*given, ("registre", "demonstration")))
        chosen = [invented] if demonstration else [request] if year else [request, invented]
        plans = [make_plan(each) for each in chosen]

        from sikkerby_eval.report.progress import build_shown

        for plan in plans:
            click.echo(build_shown(plan).page)
    except ReportError as error:
        raise click.ClickException(str(error)) from None


def _instead(pairs, language):
    from sikkerby_eval.report.parameters import parse_value

    given = [(name, parse_value(value)) for name, value in pairs]
    return tuple(given + ([("language", language)] if language else []))
