"""Runs the checks of `airbyte-ops local connector qa` on a folder laid out like Airbyte's repository.

Prints the results as JSON. What asks a service on the internet is left out.
"""

import json

from airbyte_ops_mcp.connector_ops.utils import Connector
from airbyte_ops_mcp.connector_qa.checks import ENABLED_CHECKS, metadata, version

# Compares the version with the one in Airbyte's repository on GitHub.
LEFT_OUT = version.CheckVersionIncrement
# Compares the version with the newest one on Docker Hub.
metadata.PRE_UPLOAD_VALIDATORS = [
    validator
    for validator in metadata.PRE_UPLOAD_VALIDATORS
    if validator.__name__ != "validate_docker_image_tag_is_not_decremented"
]
# Is otherwise read from Airbyte's registry, which does not list the connector.
Connector.is_released = property(lambda connector: False)

connector = Connector("destination-zendesk")
results = [check.run(connector) for check in ENABLED_CHECKS if not isinstance(check, LEFT_OUT)]
print(json.dumps([{"check": each.check.name, "status": each.status.name, "message": each.message} for each in results]))
