from tests.registers import cast

__all__ = ["cast"]
