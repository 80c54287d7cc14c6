"""What a register is: columns with type, rule and Danish description, and who delivers it."""

from dataclasses import dataclass

KINDS = (
    *("person", "id", "text", "date", "year", "count", "number", "choice", "code", "offence_group"),
    *("bydel", "bydel_nr", "omraade"),
)
YES_NO = ("ja", "nej")
SEXES = ("M", "K")
ADMINISTRATIONS = ("SOF", "BIF", "BUF", "KFF", "TMF", "SUF", "ØKF")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register: ``kind`` decides how its text is parsed and which dtype comes out.

    ``required`` columns have a value in every row; ``absent_ok`` columns may be left out of the file altogether.
    ``values`` is the closed list of a choice; ``pattern`` the form of a code; ``low`` and ``high`` bound numbers;
    ``future_ok`` dates may lie after the data cut-off because they are plans.
    """

    name: str
    kind: str
    dansk: str
    required: bool = True
    absent_ok: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    low: float | None = None
    high: float | None = None
    future_ok: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """One register: who delivers it, how often, what identifies a row, and what the report uses it for.

    ``key`` identifies a row; ``period`` is the column whose dates or years must lie in the file's period;
    ``order`` lists pairs of dates of which the first must not come after the second, ``at_most`` pairs of numbers of
    which the first must not exceed the second; ``needs`` says which values of a column demand which other columns,
    ``excludes`` which they rule out, ``one_of`` which columns may not all be empty;
    ``covers`` the columns whose combinations should all be delivered; ``age`` the plausible ages (column of the
    event, lowest, highest, what an age outside gets); ``every_year`` that a year without rows is an error;
    ``group_size`` how many rows each combination of some columns should have (columns, fewest, most); ``ranked`` a
    number that must not contradict the order of a choice's values (number, choice, within which columns);
    ``statbank`` names the variables of a statistical bank's table, in lower case, and the columns they are; ``alias``
    is what the bank calls the table, and a file may be named so; ``published`` that a series of it is in the project,
    so that nobody is asked to deliver it.
    """

    name: str
    dansk: str
    deliverer: str
    frequency: str
    used_in: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    period: str = ""
    order: tuple[tuple[str, str], ...] = ()
    at_most: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    excludes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    one_of: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    every_year: bool = False
    age: tuple[str, int, int, str] | None = None
    group_size: tuple[tuple[str, ...], int, int] | None = None
    ranked: tuple[str, str, tuple[str, ...]] | None = None
    statbank: tuple[tuple[str, str], ...] = ()
    alias: str = ""
    published: bool = False

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def about_persons(self) -> bool:
        return "person_id" in self.names


def person(dansk="Pseudonym for personen, det samme i alle registre (aldrig cpr-nummer)", **rules):
    return Column("person_id", "person", dansk, **rules)


def ident(name, dansk, **rules):
    return Column(name, "id", dansk, **rules)


def text(name, dansk, required=False, **rules):
    return Column(name, "text", dansk, required=required, **rules)


def date(name, dansk, **rules):
    return Column(name, "date", dansk, **rules)


def year(name="aar", dansk="Kalenderår (fire cifre)", **rules):
    return Column(name, "year", dansk, low=1990, high=2060, **rules)


def count(name, dansk, **rules):
    return Column(name, "count", dansk, **({"low": 0, "high": 9_999_999} | rules))


def number(name, dansk, **rules):
    return Column(name, "number", dansk, **rules)


def choice(name, values, dansk, **rules):
    return Column(name, "choice", dansk, values=tuple(values), **rules)


def code(name, pattern, dansk, **rules):
    return Column(name, "code", dansk, pattern=pattern, **rules)


def offence(dansk="Gerningskode (Danmarks Statistik, 4 cifre)", **rules):
    return code("gerningskode", r"[1-9]\d{3}", dansk, **rules)


def administration(dansk="Forvaltning", **rules):
    return choice("forvaltning", ADMINISTRATIONS, dansk, **rules)


def place(required=True):
    """The two columns of where, and the optional number that must agree with the bydel's name."""
    return (
        Column("bydel", "bydel", "Bydelens navn", required=required),
        Column("omraade", "omraade", "Distrikt: nummer 01-35 eller betegnelse", required=required),
        Column("bydel_nr", "bydel_nr", "Bydelens nummer 01-10 (kontrol)", required=False, absent_ok=True),
    )


def where(required=False):
    """Bydel, district, street and grid cell of an event."""
    return (
        *place(required),
        text("vej", "Vejnavn uden husnummer"),
        code("celle", r"1km_\d{4}_\d{3}", "Celle i Det Danske Kvadratnet (1km_NNNN_EEE)", required=False),
    )
