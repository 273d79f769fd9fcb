from airbyte_cdk.test.standard_tests.docker_base import DockerConnectorTestSuite


class TestDestinationZendesk(DockerConnectorTestSuite):
    """Airbyte's tests of an image, for the folder above."""
