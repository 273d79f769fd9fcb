"""The customers of the example: what happened to them, in order, and where they belong."""

import zlib
from collections.abc import Iterator

CUSTOMERS = 1_200
PARTITIONS = [f"keys-{number}" for number in range(4)]
PLANS = ["free", "team", "business"]


def partition_of(external_id: str) -> str:
    """By the key alone, so that one worker gets all changes of a customer. Zendesk ignores the case of external ids."""
    return PARTITIONS[zlib.crc32(external_id.lower().encode()) % len(PARTITIONS)]


def changes() -> Iterator[dict[str, object]]:
    """Every customer signs up. Later every second one changes plans, and every fifth one their name."""
    for number in range(CUSTOMERS):
        yield change(number, name=f"Customer {number}", plan=PLANS[0])
    for number in range(0, CUSTOMERS, 2):
        yield change(number, name=f"Customer {number}", plan=PLANS[1])
    for number in range(0, CUSTOMERS, 5):
        yield change(number, name=f"Customer {number} (renamed)", plan=PLANS[2])


def change(number: int, name: str, plan: str) -> dict[str, object]:
    email = f"customer-{number}@example.com"
    return {"external_id": f"customer-{number}", "name": name, "email": email, "notes": f"Plan: {plan}"}


def last_changes() -> dict[str, dict[str, object]]:
    """What Zendesk should hold in the end, by external id."""
    return {str(each["external_id"]): each for each in changes()}
