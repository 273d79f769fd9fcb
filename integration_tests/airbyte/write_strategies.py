"""Writes customers of Airbyte's Faker source with PyAirbyte, into a Zendesk for each way of writing.

Arguments: the connector, its config, and the addresses of the Zendesks by the names of the ways. Prints the customers.
"""

import json
import os
import sys

import airbyte
from airbyte.caches import DuckDBCache
from airbyte.strategies import WriteStrategy

connector, config, addresses = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
# With `always_updated`, the source would send everything again in a second sync. In parallel, it makes other people each time.
faker = {"count": 100, "seed": 42, "always_updated": False, "parallelism": 1}
destination = airbyte.get_destination("destination-zendesk", config=config, local_executable=connector)
destination.check()
source = airbyte.get_source("source-faker", config=faker, streams="users")
customers = source.read(cache=DuckDBCache(db_path="customers.duckdb"))


def write(way, data, **options):
    os.environ["ZENDESK_BASE_URL"] = addresses[way]
    return destination.write(data, **options).processed_records


sent = {}
for strategy in WriteStrategy:
    sent[strategy.value] = write(strategy.value, customers, write_strategy=strategy, state_cache=False)
sent["no cache"] = write("no cache", source, cache=False, state_cache=False)
states = DuckDBCache(db_path="states.duckdb")
sent["with states"] = write("with states", source, cache=False, state_cache=states)
sent["from the last state"] = write("from the last state", source, cache=False, state_cache=states)

with open("result.json", "w") as file:
    json.dump({"customers": [{"id": user["id"], "name": user["name"]} for user in customers["users"]], "sent": sent}, file)
