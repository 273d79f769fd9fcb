"""A Dagster project that writes customers to Zendesk through PyAirbyte, one partition of keys in each run."""

import os
from pathlib import Path

import dagster as dg
from customers import PARTITIONS

FOLDER = Path(__file__).parent
CONNECTOR = FOLDER.parent.parent / "dist" / "main.js"

by_key = dg.StaticPartitionsDefinition(PARTITIONS)


@dg.asset(partitions_def=by_key)
def zendesk_users(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """The customers in Zendesk. A run that is started again upserts the same users."""
    # Here, because it takes seconds, and only the workers need it.
    import airbyte as ab
    from airbyte.strategies import WriteStrategy

    source = ab.get_source(
        "source-customers",
        config={"partition": context.partition_key},
        local_executable=FOLDER / "source_customers.py",
        streams=["users"],
    )
    destination = ab.get_destination(
        "destination-zendesk",
        config=connector_config(),
        local_executable=CONNECTOR,
    )
    result = destination.write(source, cache=False, state_cache=False, write_strategy=WriteStrategy.MERGE)
    return dg.MaterializeResult(metadata={"records": result.processed_records})


def connector_config() -> dict[str, object]:
    return {
        "subdomain": os.environ["ZENDESK_SUBDOMAIN"],
        "credentials": {
            "auth_type": "oauth2_client_credentials",
            "client_id": os.environ["ZENDESK_CLIENT_ID"],
            "client_secret": os.environ["ZENDESK_CLIENT_SECRET"],
        },
        # The three workers together: each counts what the others use.
        "rate_limit_percent": 60,
        # Each worker: three times 8 leaves some of the account's 30 jobs to other tools.
        "max_concurrent_jobs": 8,
        # What an interrupted run has written is not written again.
        "skip_unchanged": True,
    }


# One process a run, so that a worker dies as a whole.
defs = dg.Definitions(assets=[zendesk_users], executor=dg.in_process_executor)
