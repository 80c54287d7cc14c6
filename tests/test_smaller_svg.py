"""A drawing written shorter is the same drawing in the browser that shows it."""

import base64
import io

import matplotlib as mpl
import matplotlib.image
import pytest
from browser import chromium
from matplotlib.figure import Figure

from sikkerby_eval.report.figures.drawing import RC
from sikkerby_eval.report.figures.smaller_svg import smaller


def drawn(kind):
    with mpl.rc_context(RC):
        figure = Figure(figsize=(4, 2.4))
        axes = figure.add_subplot()
        if kind == "lines":
            axes.plot([2009, 2010, 2012], [0.2, 0.1, 0.4], "--", marker="s", label="København <b>")
            axes.fill_between([2009, 2012], [0.1, 0.2], [0.3, 0.5], alpha=0.2)
            axes.legend()
        elif kind == "bars":
            axes.barh([0, 1], [3, 9], color="#12436D")
            axes.annotate("9 %; url(#x) id=1", (9, 1))
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


@pytest.mark.parametrize("kind", ["lines", "bars", "nothing"])
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
    # Two decimals instead of six move an edge by less than a shade that an eye can tell.
    assert abs(seen[0] - seen[1]).max() < 0.25
    assert seen[0].std() > 0.01 or kind == "nothing"


def test_words_in_a_drawing_are_never_touched():
    assert "9 %; url(#x) id=1" in smaller(drawn("bars"))
    assert "København &lt;b&gt;" in smaller(drawn("lines"))
