"""The ids of delivered persons, read for one purpose: to see that none of them is published."""

from pathlib import Path

from sikkerby_eval.data.read.door import read


def person_ids(folder: Path) -> set[str]:
    """Read every person's id in a folder of deliveries; nothing else of a person leaves this function.

    Raises
    ------
    sikkerby_eval.data.read.findings.DeliveryError
        If the deliveries have errors.
    """
    registers = read(folder, accept_faulty_files=True)
    frames = [frame for frame in registers if hasattr(frame, "columns") and "person_id" in frame.columns]
    return {str(name) for frame in frames for name in frame["person_id"].dropna().unique()}
