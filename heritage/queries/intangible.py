"""Words for reads over the intangible heritage."""

NOT_LISTED = "Chưa ghi danh"
