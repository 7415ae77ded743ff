"""Every change of people, their roles, their passwords and their leave to sign."""

from accounts.actions.appointments import appoint, end_appointment
from accounts.actions.delegations import delegate, end_delegation
from accounts.actions.passwords import change_own_password, set_password
from accounts.actions.people import activate, create_account, deactivate, update_account
from accounts.actions.signing_in import check_sign_in, sign_out

__all__ = [
    "activate",
    "appoint",
    "change_own_password",
    "check_sign_in",
    "create_account",
    "deactivate",
    "delegate",
    "end_appointment",
    "end_delegation",
    "set_password",
    "sign_out",
    "update_account",
]
