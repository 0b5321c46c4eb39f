"""Ways in: files of many kinds, to Reports. `reports` is the door; `report` makes one Report of one raw record."""

from sayso.intake.choose import reports
from sayso.intake.raw import Raw, outlet, report

__all__ = ["Raw", "outlet", "report", "reports"]
