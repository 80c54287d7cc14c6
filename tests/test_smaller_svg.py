"""A drawing written shorter is the same drawing in the browser that shows it."""

import base64
import io

import matplotlib as mpl
import matplotlib.image
import numpy as np
import pytest
from browser import chromium
from matplotlib.figure import Figure

from sikkerby_eval.report.figures.drawing import RC
from sikkerby_eval.report.figures.smaller_path import smaller_path
from sikkerby_eval.report.figures.smaller_svg import smaller


def drawn(kind):
    with mpl.rc_context(RC):
        figure = Figure(figsize=(4, 2.4))
        axes = figure.add_subplot()
        if kind == "lines":
            axes.plot([2009, 2010, 2012], [0.2, 0.1, 0.4], "--", marker="s", label="København <b>")
            axes.fill_between([2009, 2012], [0.1, 0.2], [0.3, 0.5], alpha=0.2)
            axes.legend()
        elif kind == "points":
            axes.plot([2009, 2010, 2012], [0.2, 0.1, 0.1], "o", color="#801650", markersize=7)
            axes.vlines([2009, 2010, 2012], [0.1, 0.0, 0.1], [0.3, 0.2, 0.2], color="#801650")
            axes.plot([2011], [0.3], "o-", markerfacecolor="white", markersize=5)
        elif kind == "bars":
            axes.barh([0, 1], [3, 9], color="#12436D")
            axes.annotate("9 %; url(#x) id=1", (9, 1))
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


@pytest.mark.parametrize("kind", ["lines", "points", "bars", "nothing"])
def test_a_shorter_drawing_has_the_same_pixels_and_less_to_carry(kind):
    stock = drawn(kind)
    short = smaller(stock)
    assert len(short) < 0.6 * len(stock)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 600, "height": 400})
        seen = []
        for drawing in (stock[stock.index("<svg") :].replace("sans-serif", "'DejaVu Sans'"), short):
            source = base64.b64encode(drawing.encode()).decode()
            page.set_content(f'<img src="data:image/svg+xml;base64,{source}">')
            page.wait_for_function("document.images[0].complete")
            seen.append(mpl.image.imread(io.BytesIO(page.screenshot()))[..., :3])
    # A tenth of a point moves an edge by a seventh of a pixel at most, and the browser shades in fourths.
    assert abs(seen[0] - seen[1]).max() < 0.3
    assert seen[0].std() > 0.01 or kind == "nothing"


def test_words_in_a_drawing_are_never_touched():
    assert "9 %; url(#x) id=1" in smaller(drawn("bars"))
    assert "København &lt;b&gt;" in smaller(drawn("lines"))


def test_a_shorter_path_is_as_long_and_ends_where_it_did():
    """SVG 2, 9.3: relative steps, ``h`` and ``v``. Chromium measures both ways of writing the same corners."""
    chance = np.random.default_rng(20100429)
    corners = [np.round(chance.uniform(-90, 600, (n, 2)), chance.integers(0, 5)) for n in range(2, 30)]
    corners += [np.repeat(each, 2, axis=0) for each in corners[:5]]  # a corner twice
    corners += [np.column_stack([each[:, 0].repeat(2)[1:], each[:, 1].repeat(2)[:-1]]) for each in corners[:5]]
    stock = [" ".join(f"{'ML'[n > 0]} {x} {y}" for n, (x, y) in enumerate(each)) for each in corners]
    stock += [f"{path} z" for path in stock] + [f"{stock[0]} z {stock[4]}"]
    with chromium() as browser:
        page = browser.new_page()
        told = [page.evaluate(MEASURE, [path, smaller_path(path)]) for path in stock]
    for (length, end), (shorter, its_end) in told:
        assert shorter == pytest.approx(length, abs=3)
        assert its_end == pytest.approx(end, abs=0.06)
    assert all(len(smaller_path(path)) < len(path) for path in stock)
    assert smaller_path("M 1 1 L 1 1") == "M1,1l0,0"  # a dot


MEASURE = """paths => paths.map(d => {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  path.setAttribute("d", d)
  const end = path.getPointAtLength(path.getTotalLength())
  return [path.getTotalLength(), [end.x, end.y]]
})"""
