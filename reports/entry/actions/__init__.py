"""Every change of periods, sheets, cells and remarks."""

from reports.entry.actions.attachments import MOST_FILES, add_attachment, remove_attachment
from reports.entry.actions.cells import (
    explain,
    mark_section_empty,
    save_cell,
    save_cells,
    try_cells,
)
from reports.entry.actions.edits import (
    CellMovedError,
    CellSaved,
    CellsSaved,
    Origin,
    Outcome,
    OutcomeKind,
    TypedCell,
)
from reports.entry.actions.intake import FileRow, ImportFaultsError, import_figures
from reports.entry.actions.moves import (
    approve,
    record_approval,
    refresh_from_registers,
    send,
    start_sheet,
)
from reports.entry.actions.periods import (
    Dates,
    open_period,
    reschedule,
    seal_period,
    unseal_period,
)
from reports.entry.actions.presence import be_present
from reports.entry.actions.remarks import REMARK_LENGTH, RemarkMovedError, save_remark
from reports.entry.actions.talk import (
    SourceNoteMovedError,
    add_comment,
    flag,
    save_source_note,
    unflag,
)
from reports.entry.actions.uploads import (
    receive_upload,
    take_upload,
    understand_upload,
    undo_upload,
)

__all__ = [
    "MOST_FILES",
    "REMARK_LENGTH",
    "CellMovedError",
    "CellSaved",
    "CellsSaved",
    "Dates",
    "FileRow",
    "ImportFaultsError",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "RemarkMovedError",
    "SourceNoteMovedError",
    "TypedCell",
    "add_attachment",
    "add_comment",
    "approve",
    "be_present",
    "explain",
    "flag",
    "import_figures",
    "mark_section_empty",
    "open_period",
    "receive_upload",
    "record_approval",
    "refresh_from_registers",
    "remove_attachment",
    "reschedule",
    "save_cell",
    "save_cells",
    "save_remark",
    "save_source_note",
    "seal_period",
    "send",
    "start_sheet",
    "take_upload",
    "try_cells",
    "understand_upload",
    "undo_upload",
    "unflag",
    "unseal_period",
]
