"""Commands of `manage.py`, run in this process."""

from __future__ import annotations

from io import StringIO

from django.core.management import CommandError, call_command


def run(command: str, *arguments: object) -> tuple[str, str, int]:
    """Output, errors and exit code."""
    output, errors = StringIO(), StringIO()
    code = 0
    try:
        call_command(command, *map(str, arguments), stdout=output, stderr=errors)
    except SystemExit as stop:
        code = stop.code
    except CommandError as error:
        errors.write(str(error))
        code = error.returncode
    return output.getvalue(), errors.getvalue(), code


def run_well(command: str, *arguments: object) -> str:
    """The output of a command that must end well."""
    output, errors, code = run(command, *arguments)
    assert code == 0, f"{command} {arguments}: {output}{errors}"
    return output
