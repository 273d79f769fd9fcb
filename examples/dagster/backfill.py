"""Runs the project's backfill on a simulated Zendesk, kills a worker, and compares what Zendesk holds in the end.

Usage: backfill.py FOLDER, an empty folder for Dagster's files. Needs Node and the requirements on the PATH.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from customers import CUSTOMERS, PARTITIONS, last_changes, partition_of
from dagster._core.execution.backfill import PartitionBackfill
from definitions import defs, zendesk_users

EXAMPLE = Path(__file__).parent
SIMULATOR = EXAMPLE.parent.parent / "packages" / "zendesk-simulator" / "src" / "main.ts"
# Bulk jobs take one or two seconds.
SIMULATOR_OPTIONS = ["--port=0", "--end-with-stdin", "--job-delay-min=0.2", "--job-delay-max=1", "--row-ms=10"]
KILLED = PARTITIONS[0]
# For a busy machine. All of it takes about a minute.
PATIENCE_SECONDS = 900


def main(home: Path) -> None:
    home.mkdir(exist_ok=True)
    shutil.copy(EXAMPLE / "dagster.yaml", home)
    os.environ.update(DAGSTER_HOME=str(home), AIRBYTE_OFFLINE_MODE="1", AIRBYTE_LOGGING_ROOT=str(home / "airbyte"))
    # On a busy machine, a worker takes long to start.
    os.environ.update(DAGSTER_GRPC_TIMEOUT_SECONDS=str(PATIENCE_SECONDS))
    with process(["node", str(SIMULATOR), *SIMULATOR_OPTIONS], stdout=subprocess.PIPE) as simulator:
        account = json.loads(simulator.stdout.readline())
        os.environ.update(
            ZENDESK_BASE_URL=account["base_url"],
            ZENDESK_SUBDOMAIN=account["subdomain"],
            ZENDESK_CLIENT_ID=account["client_id"],
            ZENDESK_CLIENT_SECRET=account["client_secret"],
        )
        with dg.DagsterInstance.get() as instance:
            request_backfill(instance)
            with daemon(home / "daemon.log"):
                kill_worker(instance, KILLED, account["base_url"])
                wait_until("every partition is written", lambda: has_written_all(instance))
            compare(users_of(account["base_url"]))
            report(instance)


@contextmanager
def process(command: list[str], **options: object):
    """A process with everything that it starts."""
    started = subprocess.Popen(command, cwd=EXAMPLE, stdin=subprocess.PIPE, start_new_session=True, **options)
    try:
        yield started
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait()


@contextmanager
def daemon(log: Path):
    """Dagster's daemon, which launches the runs and starts failed ones again. What it prints is only shown if it matters."""
    command = ["dagster-daemon", "run", "--python-file", "definitions.py"]
    try:
        with log.open("w") as output, process(command, stdout=output, stderr=subprocess.STDOUT):
            yield
    except BaseException:
        print(log.read_text())
        raise


def request_backfill(instance: dg.DagsterInstance) -> None:
    """What "Materialize all partitions" does in Dagster's user interface. The daemon launches the runs."""
    backfill = PartitionBackfill.from_asset_partitions(
        backfill_id="all-customers",
        asset_graph=defs.get_repository_def().asset_graph,
        partition_names=None,
        asset_selection=[zendesk_users.key],
        backfill_timestamp=time.time(),
        tags={},
        dynamic_partitions_store=instance,
        all_partitions=True,
        title=None,
        description=None,
        run_config=None,
    )
    instance.add_backfill(backfill)


def kill_worker(instance: dg.DagsterInstance, partition: str, base_url: str) -> None:
    """In the middle of its partition, with its connector: as if its pod or machine were gone."""
    total = sum(partition_of(external_id) == partition for external_id in last_changes())
    wait_until(f"a quarter of {partition} is written", lambda: len(written_users(base_url, partition)) >= total / 4)
    worker = int(running_worker(instance, partition))
    for pid in [worker, *children_of(worker)]:
        os.kill(pid, signal.SIGKILL)
    written = len(written_users(base_url, partition))
    print(f"Killed the worker of {partition} when {written} of its {total} customers were in Zendesk.", flush=True)
    if written == total:
        sys.exit("The worker had written everything before it was killed.")


def running_worker(instance: dg.DagsterInstance, partition: str) -> str:
    [run] = instance.get_runs(dg.RunsFilter(tags={"dagster/partition": partition}))
    events = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT)
    metadata = [event.dagster_event.engine_event_data.metadata for event in events if event.dagster_event]
    return next(each["pid"].value for each in metadata if "pid" in each and "step_keys" in each)


def children_of(parent: int) -> list[int]:
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in table.splitlines()]
    return [pid for pid, its_parent in rows if its_parent == parent]


def has_written_all(instance: dg.DagsterInstance) -> bool:
    unfinished = [run for run in instance.get_runs() if not run.is_finished]
    return not unfinished and instance.get_materialized_partitions(zendesk_users.key) == set(PARTITIONS)


def wait_until(what: str, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit(f"After {PATIENCE_SECONDS} seconds it is not so that {what}.")
        time.sleep(0.2)


def users_of(base_url: str) -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{base_url}/simulator/users") as answer:
        users = [json.loads(line) for line in answer.read().splitlines()]
    return [user for user in users if user["external_id"]]


def written_users(base_url: str, partition: str) -> list[str]:
    external_ids = [str(user["external_id"]) for user in users_of(base_url)]
    return [external_id for external_id in external_ids if partition_of(external_id) == partition]


def compare(users: list[dict[str, object]]) -> None:
    """Each customer is one user, who has the values of their last change."""
    fields = ["external_id", "name", "email", "notes"]
    held = sorted(([user[field] for field in fields] for user in users), key=str)
    expected = sorted(([change[field] for field in fields] for change in last_changes().values()), key=str)
    wrong = [each for each in held if each not in expected]
    if held != expected:
        sys.exit(f"Zendesk holds {len(held)} users instead of {CUSTOMERS}, and these are wrong: {wrong[:5]}")
    print(f"Zendesk holds {len(held)} users, each with the values of the customer's last change.")


def report(instance: dg.DagsterInstance) -> None:
    """Throws unless several workers ran at once, and a run failed and was started again."""
    records = instance.get_run_records()
    print(f"\n{'partition':<12}{'run':<10}{'start':>7}{'end':>7} s")
    began = min(record.start_time for record in records)
    for record in sorted(records, key=lambda each: each.start_time):
        run = record.dagster_run
        times = f"{record.start_time - began:>7.1f}{record.end_time - began:>7.1f}"
        print(f"{run.tags['dagster/partition']:<12}{run.status.value.lower():<10}{times}")
    at_once = max(sum(a.start_time <= b.start_time < a.end_time for a in records) for b in records)
    failed = [record.dagster_run.tags["dagster/partition"] for record in records if not record.dagster_run.is_success]
    print(f"\n{at_once} workers at once. Started again: {', '.join(failed)}.")
    if at_once < 2 or failed != [KILLED]:
        sys.exit(f"Several workers should run at once, and only the run of {KILLED} should fail.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
