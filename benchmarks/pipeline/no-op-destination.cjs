// A destination of faros-airbyte-cdk that does nothing with its records, run with the folder of the package in CDK.
const readline = require("node:readline");
const cdk = require(process.env["CDK"]);

class NoOpDestination extends cdk.AirbyteDestination {
  async spec() {
    return new cdk.AirbyteSpec({ documentationUrl: "", connectionSpecification: { type: "object", properties: {} } });
  }

  async check() {
    return new cdk.AirbyteConnectionStatusMessage({ status: cdk.AirbyteConnectionStatus.SUCCEEDED });
  }

  async *write(_config, _redacted, _catalog, stdin) {
    for await (const line of readline.createInterface({ input: stdin })) {
      const message = cdk.parseAirbyteMessage(line);
      if (cdk.isStateMessage(message)) yield message;
    }
  }
}

const logger = new cdk.AirbyteLogger();
new cdk.AirbyteDestinationRunner(logger, new NoOpDestination(logger)).mainCommand().parseAsync();
