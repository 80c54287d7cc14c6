"""The ``sikkerby`` command: check | report | batch | template | demo."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sikkerby-eval", prog_name="sikkerby")
def main():
    """Effektmåling af Sikker By."""
