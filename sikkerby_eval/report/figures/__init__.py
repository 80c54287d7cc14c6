"""Figures as people see, hear and download them: a drawing, a text that carries its numbers, and a table.

Each figure is drawn twice from the same published table, for a wide and a narrow screen, with its numbers in a table
beneath; its alternative text is computed from the same rows.
"""

from sikkerby_eval.report.figures.bar_chart import bar_chart
from sikkerby_eval.report.figures.city_map import city_map
from sikkerby_eval.report.figures.district_map import district_map
from sikkerby_eval.report.figures.funnel_plot import funnel_plot
from sikkerby_eval.report.figures.grid_map import grid_map
from sikkerby_eval.report.figures.incidence_chart import incidence_chart
from sikkerby_eval.report.figures.interval_chart import interval_chart
from sikkerby_eval.report.figures.line_chart import line_chart
from sikkerby_eval.report.figures.logic_model import logic_model
from sikkerby_eval.report.figures.small_multiples import small_multiples
from sikkerby_eval.report.figures.sparklines import indicator_charts, indicator_direction, indicator_overview
from sikkerby_eval.report.figures.tile_map import tile_map
from sikkerby_eval.report.figures.timeline import timeline

__all__ = [
    "bar_chart",
    "city_map",
    "district_map",
    "funnel_plot",
    "grid_map",
    "incidence_chart",
    "indicator_charts",
    "indicator_direction",
    "indicator_overview",
    "interval_chart",
    "line_chart",
    "logic_model",
    "small_multiples",
    "tile_map",
    "timeline",
]
