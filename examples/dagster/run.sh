#!/bin/sh
# Backfills a simulated Zendesk with Dagster, kills a worker, and compares the result. Needs the built connector, Node, Python 3
# with its module venv, and PyPI. The virtual environment is deleted afterwards.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check --no-compile --requirement requirements.txt
export PATH="$folder/python/bin:$PATH" PYTHONPYCACHEPREFIX="$folder/compiled"
python backfill.py "$folder/dagster"
