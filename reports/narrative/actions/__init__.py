"""Every change of the office's own words, and of the work of several people on one report."""

from reports.narrative.actions.limits import (
    Wording,
    add_limit,
    carry_over,
    edit_limit,
    follow_up,
    remove_limit,
    take_remark,
)
from reports.narrative.actions.prose import (
    MAX_LENGTH,
    add_lines,
    add_passage,
    edit_passage,
    remove_passage,
    restore_sentence,
    reword,
)
from reports.narrative.actions.teamwork import (
    COMMENT_LENGTH,
    EXPLANATION_LENGTH,
    add_comment,
    add_readers_comment,
    assign,
    explain,
    finish_assignment,
    resolve_comment,
)

__all__ = [
    "COMMENT_LENGTH",
    "EXPLANATION_LENGTH",
    "MAX_LENGTH",
    "Wording",
    "add_comment",
    "add_limit",
    "add_lines",
    "add_passage",
    "add_readers_comment",
    "assign",
    "carry_over",
    "edit_limit",
    "edit_passage",
    "explain",
    "finish_assignment",
    "follow_up",
    "remove_limit",
    "remove_passage",
    "resolve_comment",
    "restore_sentence",
    "reword",
    "take_remark",
]
