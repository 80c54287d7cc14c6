"""Rules across the columns and rows of one register; pandera checks them, and only line numbers come out."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import pandera.pandas as pa

from sikkerby_eval.data.read.codes import bydel_names
from sikkerby_eval.data.read.compact import known
from sikkerby_eval.data.read.slots import twofold
from sikkerby_eval.data.registers import Register

THOUSANDFOLD = (800, 1250)
NAMED = 5
YEAR = 365.2425 * 24 * 60 * 60


class Broken(NamedTuple):
    """Row positions that break a rule, and per row or for all of them the facts to print."""

    rule: str
    column: str | None
    positions: np.ndarray
    facts: dict[str, object]
    others: np.ndarray | None = None


@cache
def schema(register: Register) -> pa.DataFrameSchema:
    """The register's rules across columns; each check is named ``rule|column|other``."""
    checks = [_check("raekkefoelge", late, early, _not_after(early, late)) for early, late in register.order]
    checks += [_check("stoerre_end", small, large, _not_after(small, large)) for small, large in register.at_most]
    checks += [
        _check("kraever", needed, column, _needs(column, values, needed))
        for column, values, columns in register.needs
        for needed in columns
    ]
    checks += [
        _check("udelukker", excluded, column, _excludes(column, values, excluded))
        for column, values, columns in register.excludes
        for excluded in columns
    ]
    if register.one_of:
        checks.append(_check("en_af", register.one_of[0], " / ".join(register.one_of), _one_of(register.one_of)))
    if register.age is not None:
        event, low, high, severity = register.age
        rule = "alder" if severity == "error" else "alder_tjek"
        checks.append(_check(rule, "foedselsdato", f"{low}-{high}", _age(event, low, high)))
    if "bydel_nr" in register.names:
        checks.append(_check("navn_og_kode", "bydel_nr", "", _code_agrees))
    return pa.DataFrameSchema(checks=checks)


def row_rules(register: Register, frame: pd.DataFrame) -> Iterator[Broken]:
    """Which rows of a compact frame break the register's rules across columns."""
    try:
        schema(register).validate(frame, lazy=True, inplace=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            rule, column, other = error.check.name.split("|")
            positions = np.flatnonzero(~np.asarray(error.check_output, dtype=bool))
            expected = other
            if rule == "navn_og_kode":
                expected = ", ".join(f"{number} {name}" for number, name in bydel_names().items())
            yield Broken(rule, column, positions, {"other": other, "expected": expected})


def _check(rule, column, other, test):
    return pa.Check(test, name=f"{rule}|{column}|{other}", n_failure_cases=1, ignore_na=False)


def _not_after(first, second):
    return lambda frame: ~_true(frame[first] > frame[second])


def _needs(column, values, needed):
    return lambda frame: ~(frame[column].isin(values) & ~known(frame[needed]))


def _excludes(column, values, excluded):
    return lambda frame: ~(frame[column].isin(values) & known(frame[excluded]))


def _one_of(columns):
    return lambda frame: frame[list(columns)].apply(known).any(axis=1)


def _code_agrees(frame):
    """Each pair of number and name is judged once; what is missing (the last row or column) contradicts nothing."""
    numbers, names = (frame[name].astype("category").cat for name in ("bydel_nr", "bydel"))
    expected = [bydel_names().get(number) for number in numbers.categories]
    agree = [[known is None or known == name for name in names.categories] + [True] for known in expected]
    agree = np.array([*agree, [True] * (len(names.categories) + 1)])
    return pd.Series(agree[numbers.codes, names.codes], index=frame.index)


def _age(event, low, high):
    """Whole years between birth and event; only ages near a bound or outside need the calendar."""

    def test(frame):
        day, birth = frame[event], frame["foedselsdato"]
        if not pd.api.types.is_datetime64_dtype(day):
            first = (day.to_numpy(dtype="float64", na_value=np.nan) - 1970).astype("datetime64[Y]")
            day = pd.Series(first.astype("datetime64[s]"), index=frame.index).mask(frame[event].isna())
        seconds = day.to_numpy().view("int64") - birth.to_numpy().view("int64")
        near = np.flatnonzero((seconds < int((low + 0.1) * YEAR)) | (seconds > int((high + 0.9) * YEAR)))
        if not len(near):
            return pd.Series(True, index=frame.index)
        known = (day.iloc[near].notna() & birth.iloc[near].notna()).to_numpy()
        day, birth = day.iloc[near].dt, birth.iloc[near].dt
        before = (day.month < birth.month) | ((day.month == birth.month) & (day.day < birth.day))
        age = (day.year - birth.year - before).to_numpy()
        right = np.ones(len(frame), dtype=bool)
        right[near] = ~known | ((age >= low) & (age <= high))
        return pd.Series(right, index=frame.index)

    return test


def _true(mask):
    """A mask in which an unknown comparison is not true."""
    return mask if mask.dtype == bool else mask.fillna(False).astype(bool)


def outside_period(register: Register, frame: pd.DataFrame, period: tuple[date, date] | None) -> Iterator[Broken]:
    """Rows whose date or year does not belong to the period in the file's name."""
    if period is None or not register.period:
        return
    values, (first, last) = frame[register.period], period
    if register[register.period].kind == "year":
        outside = _true((values < first.year) | (values > last.year))
        if "kvartal" in register.names and (first.month, last.month) != (1, 12):
            outside |= _true(frame["kvartal"] != (last.month // 3))
    else:
        outside = _true((values < pd.Timestamp(first)) | (values > pd.Timestamp(last)))
    if outside.any():
        yield Broken("periode", register.period, np.flatnonzero(outside), {"expected": f"{first} - {last}"})


def duplicates(register: Register, frame: pd.DataFrame, key_ok: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions of rows that repeat the key of an earlier row, and the positions of those earlier rows."""
    key = _combined(frame, [name for name in register.key if name in frame])
    twice = twofold(key)
    suspects = np.flatnonzero(pd.Series(key).isin(twice) & key_ok) if len(twice) else np.empty(0, dtype=np.intp)
    among, values = pd.factorize(key[suspects])
    first = np.empty(len(values), dtype=np.intp)
    first[among[::-1]] = suspects[::-1]
    repeated = first[among] != suspects
    return suspects[repeated], first[among][repeated]


def _combined(frame, names):
    """One 64-bit number per row, equal when all the named columns are equal."""
    if len(names) == 1 and frame[names[0]].dtype == np.uint64:
        return frame[names[0]].to_numpy()
    total = np.zeros(len(frame), np.uint64)
    for name in names:
        values = frame[name]
        if isinstance(values.dtype, pd.CategoricalDtype):
            number = values.cat.codes.to_numpy().astype(np.int64).view(np.uint64)
        elif values.dtype == np.uint64:
            number = values.to_numpy()
        elif values.dtype == "datetime64[s]":
            number = values.to_numpy().view(np.uint64)
        else:
            number = values.to_numpy(dtype="float64", na_value=np.nan).view(np.uint64)
        total = (total ^ number) * np.uint64(0x9E3779B97F4A7C15)
        total ^= total >> np.uint64(29)
    return total


def coverage(register: Register, frame: pd.DataFrame, periods: pd.Series, to: date | None) -> Iterator[Broken]:
    """Combinations of areas, administrations and periods that nobody delivered, and years without a row.

    ``periods`` holds the distinct values of the register's period column; ``to`` is the last day that the deliverer
    says the register covers, if that was said of all years at once.
    """
    nowhere = np.empty(0, dtype=int)
    if register.covers and len(frame):
        wanted = pd.MultiIndex.from_product([_wanted(register, frame, name) for name in register.covers])
        found = pd.MultiIndex.from_frame(frame[list(register.covers)].dropna().drop_duplicates())
        if len(found) < len(wanted):
            absent = wanted[~wanted.isin(found)]
            named = "; ".join(_spelled(register.covers, key) for key in absent[:NAMED])
            named += " ..." if len(absent) > NAMED else ""
            facts = {"found": len(found), "expected": len(wanted), "dims": " × ".join(register.covers)}
            yield Broken("daekning", None, nowhere, facts | {"missing": named})
    if register.every_year and len(frame):
        years = periods if register[register.period].kind == "year" else periods.dt.year
        seen = {int(year) for year in years.unique()}
        gaps = sorted(set(range(min(seen), max(seen))) - seen) if seen else []
        whole = 0 if to is None else to.year - ((to.month, to.day) != (12, 31))
        after = range(max(seen) + 1, whole + 1) if seen else ()
        for rule, years in (("aar_uden_data", gaps), ("aar_foer_skaering", after)):
            if len(years):
                yield Broken(rule, register.period, nowhere, {"expected": ", ".join(map(str, years))})


def _spelled(names, key):
    return ", ".join(f"{name} {value}" for name, value in zip(names, key, strict=True))


def _wanted(register, frame, name):
    """All values of a list, every year from the first to the last, the areas that occur."""
    if register[name].kind == "choice":
        return register[name].values
    values = sorted(frame[name].dropna().unique())
    return range(int(values[0]), int(values[-1]) + 1) if name == "aar" and values else values


def group_size(register: Register, frame: pd.DataFrame) -> Iterator[Broken]:
    """Groups with fewer or more rows than agreed, each named by its first row."""
    if register.group_size is None:
        return
    columns, fewest, most = register.group_size
    sizes = frame.groupby(list(columns), observed=True)[columns[0]].transform("size")
    first = ~frame.duplicated(list(columns)) & sizes.notna()
    for size in sorted(sizes[first & ((sizes < fewest) | (sizes > most))].unique()):
        facts = {"found": int(size), "expected": f"{fewest}-{most}"}
        yield Broken("antal_i_gruppe", columns[-1], np.flatnonzero(first & (sizes == size)), facts)


def ranked(register: Register, frame: pd.DataFrame) -> Iterator[Broken]:
    """Rows whose number contradicts the order of their category: the fewest rows that, left out, would end it."""
    if register.ranked is None:
        return
    number, category, within = register.ranked
    rank = frame[category].cat.set_categories(register[category].values, ordered=True).cat.codes
    whole = frame[number].notna() & (rank >= 0)
    rows, others = [], []
    for _, group in frame[whole].groupby(list(within), observed=True):
        positions, values = group.index.to_numpy(), group[number].to_numpy(dtype=float)
        ranks = rank[group.index].to_numpy()
        against = (values[:, None] < values) & (ranks[:, None] > ranks)
        against |= against.T
        while against.any():
            worst = int(against.sum(axis=1).argmax())
            rows.append(positions[worst])
            others.append(positions[int(against[worst].argmax())])
            against[worst, :] = against[:, worst] = False
    if rows:
        order = np.argsort(rows)
        yield Broken("kategori_mod_indeks", category, np.array(rows)[order], {}, np.array(others)[order])


def thousandfold(register: Register, frame: pd.DataFrame) -> Iterator[Broken]:
    """Numbers about a thousand times, or a thousandth of, the same series' number in the period before."""
    times = [name for name in ("aar", "kvartal") if name in register.key]
    counted = [c.name for c in register.columns if c.kind in ("count", "number") and c.name not in register.key]
    if "aar" not in times or not counted:
        return
    series = pd.Series(_combined(frame, [name for name in register.key if name not in times]), index=frame.index)
    order = frame.assign(_series=series).sort_values(["_series", *times], kind="stable").index.to_numpy()
    grouped = series.to_numpy()[order]
    again = np.concatenate([[False], grouped[1:] == grouped[:-1]])
    for column in counted:
        values = frame[column].to_numpy(dtype="float64", na_value=np.nan)[order]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(again, values / np.roll(values, 1), np.nan)
            for rule, found in (("gange_1000", ratio), ("delt_1000", 1 / ratio)):
                hit = (found >= THOUSANDFOLD[0]) & (found <= THOUSANDFOLD[1])
                if hit.any():
                    yield Broken(rule, column, order[hit], {}, np.roll(order, 1)[hit])
