#!/bin/sh
# Install accord on this machine, without internet: sh install.sh
# It looks for a Python that fits and hands over to install.py. ACCORD_PYTHON=/path/to/python sh install.sh takes that one.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
present=
for python in ${ACCORD_PYTHON:+"$ACCORD_PYTHON"} python3.13 python3.12 python3.14 python3.11 python3 python; do
    command -v "$python" >/dev/null 2>&1 || continue
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 7))' >/dev/null 2>&1 || continue
    "$python" "$here/install.py" --fits >/dev/null 2>&1 && exec "$python" "$here/install.py" "$@"
    present=${present:-$python}
done
if [ -n "$present" ]; then
    exec "$present" "$here/install.py" "$@"
fi
cat "$here/python-is-missing.txt" >&2
exit 3
