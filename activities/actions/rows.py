"""The diary's plain rows."""

from accounts.files import FileRegister
from accounts.rows import Register
from accounts.scope import require_governing
from activities.models import Activity, ActivityFile, Directive, Establishment, Inspection, Task

activities = Register(Activity, "activity", lambda row: row.place)
activity_files = FileRegister(
    ActivityFile, "activity_file", "activity", "activities", lambda row: row.place
)
directives = Register(Directive, "directive", lambda row: row.place)
establishments = Register(Establishment, "establishment", lambda row: row.place)
inspections = Register(Inspection, "inspection", lambda row: row.place)
tasks = Register(Task, "task", lambda row: row.place, require_governing)
