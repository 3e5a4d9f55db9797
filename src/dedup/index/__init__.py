"""The persistent index: a catalog in SQLite, and segments that never change once written."""
