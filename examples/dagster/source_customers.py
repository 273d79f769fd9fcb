#!/usr/bin/env python3
"""An Airbyte source of the customers in one partition. In your project this is source-snowflake, source-postgres, …"""

import argparse
import json
from pathlib import Path

from customers import changes, partition_of

STREAM = {
    "name": "users",
    "json_schema": {
        "type": "object",
        "properties": {field: {"type": "string"} for field in ["external_id", "name", "email", "notes"]},
    },
    "supported_sync_modes": ["full_refresh"],
    "source_defined_primary_key": [["external_id"]],
}
SPEC = {
    "connectionSpecification": {
        "type": "object",
        "required": ["partition"],
        "properties": {"partition": {"type": "string"}},
    },
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["spec", "check", "discover", "read"])
    for option in ["--config", "--catalog", "--state"]:
        parser.add_argument(option, type=Path)
    arguments = parser.parse_args()
    match arguments.command:
        case "spec":
            send("SPEC", spec=SPEC)
        case "check":
            send("CONNECTION_STATUS", connectionStatus={"status": "SUCCEEDED"})
        case "discover":
            send("CATALOG", catalog={"streams": [STREAM]})
        case "read":
            read(json.loads(arguments.config.read_text())["partition"])


def read(partition: str) -> None:
    for change in changes():
        if partition_of(str(change["external_id"])) == partition:
            send("RECORD", record={"stream": STREAM["name"], "emitted_at": 0, "data": change})


def send(kind: str, **content: object) -> None:
    print(json.dumps({"type": kind, **content}))


main()
