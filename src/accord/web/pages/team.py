"""Accounts and the audit log, for administrators."""

from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import DecisionError, Listed, NotFoundError
from accord.flows import accounts as flows
from accord.register.accounts.accounts import accounts
from accord.register.log.audit import AuditKind, audited
from accord.web.files import as_file
from accord.web.forms import text_of
from accord.web.safety import passwords
from accord.web.safety.guards import acting, needs, posted
from accord.web.safety.roles import ROLES, actions
from accord.web.visit import Here, Visit
from accord.web.words.values import moment

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("accounts"))])
_KINDS: tuple[str, ...] = AuditKind.__args__  # type: ignore[attr-defined]
_FILTERS = ("who", "what", "since", "until")
_PAGE, _MOST = 50, 100_000
_ACTS = {"close": flows.close_account, "open": flows.reopen_account, "sessions": flows.end_sessions}
_COLUMNS = ("at", "who", "what", "about", "address")


@router.get("/accounts")
def team(visit: Here) -> Response:
    """List the accounts."""
    return _team(visit)


@router.post("/accounts")
def add(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Make an account; its one-time password is shown on this one page."""
    name, role = text_of(form, "name"), _role(form)
    password = passwords.one_time()
    made = flows.add_account(acting(visit.request), name, role=role, hashed=passwords.hashed(password))
    return _team(visit, made=made, password=password)


@router.post("/accounts/password")
def one_time(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Give an account a one-time password, which is shown on this one page."""
    name, password = text_of(form, "name"), passwords.one_time()
    flows.new_password(acting(visit.request), name, passwords.hashed(password), renew=True)
    return _team(visit, made=name, password=password)


@router.post("/accounts/role")
def role(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Give an account another role."""
    _ = visit.words
    name = text_of(form, "name")
    flows.give_role(acting(visit.request), name, _role(form))
    visit.tell(_("%(name)s has another role now, and logs in anew.", name=name))
    return visit.go("/accounts")


@router.post("/accounts/{act}")
def change(visit: Here, act: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Close an account, open it again, or end its sessions."""
    _, name = visit.words, text_of(form, "name")
    if act not in _ACTS:
        raise NotFoundError("there is no such page")
    _ACTS[act](acting(visit.request), name)
    told = {
        "close": _("%(name)s is let in no more.", name=name),
        "open": _("%(name)s is let in again.", name=name),
        "sessions": _("The sessions of %(name)s have ended.", name=name),
    }
    visit.tell(told[act])
    return visit.go("/accounts")


@router.get("/audit")
def audit(visit: Here, before: int | None = None, after: int | None = None) -> Response:
    """Show one page of what was done, newest first."""
    asked = _asked(visit)
    with visit.asking() as asking:
        lines = audited(asking, asked, limit=_PAGE + 1, before=before, after=after)
    more = len(lines) > _PAGE
    lines = (lines[1:] if after is not None else lines[:-1]) if more else lines
    newer = more if after is not None else before is not None
    older = more if after is None else True
    return visit.page("team/audit.html", lines=lines, asked=asked, kinds=_KINDS, newer=newer, older=older)


@router.get("/audit.csv", dependencies=[Depends(needs("export"))])
def audit_file(visit: Here) -> Response:
    """Return what was done as CSV, under the same filters."""
    with visit.asking() as asking:
        lines = audited(asking, _asked(visit), limit=_MOST)
    return as_file("accord-audit", "csv", lines, _COLUMNS)


def _team(visit: Visit, **more: Any) -> Response:  # noqa: ANN401 - for the template
    with visit.asking() as asking:
        held = accounts(asking)
    seen = {one.row: moment(one.seen) for one in held}
    values: dict[str, Any] = {
        "accounts": held,
        "seen": seen,
        "roles": ROLES,
        "actions": actions(),
        "team": visit.house.team,
    }
    return visit.page("team/accounts.html", **values, **{"made": "", "password": "", **more})


def _asked(visit: Visit) -> dict[str, str]:
    query = visit.request.query_params
    return {name: told for name in _FILTERS if (told := query.get(name, "").strip())}


def _role(form: FormData) -> str:
    role = text_of(form, "role")
    if role not in ROLES:
        raise DecisionError(
            "'%(role)s' is no role; there are: %(all)s", role=role, all=[Listed("Role", one) for one in ROLES]
        )
    return role
