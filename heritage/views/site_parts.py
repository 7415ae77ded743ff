"""Pages of what belongs to a site: decisions and works, checks."""

from accounts.views.files import FilePages
from accounts.views.rows import PartPages
from heritage import actions
from heritage.forms import ConditionCheckForm, DesignationForm, RestorationForm

designation_pages = PartPages(
    actions.designations, DesignationForm, "heritage:designation", "quyết định xếp hạng", "site"
)
restoration_pages = PartPages(
    actions.restorations, RestorationForm, "heritage:restoration", "đợt tu bổ", "site"
)
check_pages = PartPages(
    actions.condition_checks,
    ConditionCheckForm,
    "heritage:check",
    "lần kiểm tra hiện trạng",
    "site",
)
site_file_pages = FilePages(actions.site_files, "heritage:site-file")
