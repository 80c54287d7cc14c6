"""What every report's process has in memory before it begins: imported once, by the process the others are forked from.

Nothing of a report is computed here. matplotlib's inline backend is left out, since it belongs to the shell of one
process; so is Polars, whose threads do not survive a fork and which statsmodels would load.
"""

import gc

from sikkerby_eval.report.build.environment import without

with without("polars", "formulaic", "joblib"):
    import statsmodels.api

import matplotlib.backends.backend_svg

from sikkerby_eval.report.build import report

__all__ = ["matplotlib", "report", "statsmodels"]

gc.freeze()  # what is here for good is not looked through again in each process
