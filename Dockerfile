# Build, in the folder where the program will be: Node keeps compiled code by the path of its file.
FROM node:24-bookworm-slim AS build
WORKDIR /airbyte/integration_code
COPY package.json package-lock.json .npmrc ./
COPY packages/airbyte-cdk-typescript/package.json packages/airbyte-cdk-typescript/
COPY packages/zendesk-simulator/package.json packages/zendesk-simulator/
RUN npm ci
COPY . .
RUN npm run build && install --directory --owner=1000 dist/compile-cache
# A whole sync into a simulated account fills the cache, as the user who will read it: Node has a folder for each user id.
USER 1000
RUN node examples/demo/main.ts
USER root
# The files are their writer's alone, and all of dist/ is to be read only.
RUN chown --recursive root:root dist && chmod --recursive a+rX dist

# The simulator alone: docker build --target simulator.
FROM debian:bookworm-slim AS simulator
COPY --from=build /usr/local/bin/node /usr/local/bin/
WORKDIR /simulator
COPY --from=build /airbyte/integration_code/packages/zendesk-simulator/package.json ./
COPY --from=build /airbyte/integration_code/packages/zendesk-simulator/dist dist
USER 1000:1000
RUN node dist/main.js --help
EXPOSE 8181
# A container is reached from outside only by the ports that it publishes. Ends with SIGTERM, also as process 1.
ENTRYPOINT ["node", "/simulator/dist/main.js", "--host", "0.0.0.0"]

# What runs: sh and the system's libraries, the Node binary alone, and the bundle.
FROM debian:bookworm-slim
# Airbyte: the user is called airbyte, has uid 1000 and owns /airbyte.
RUN groupadd --gid 1000 airbyte \
 && useradd --uid 1000 --gid airbyte --home-dir /airbyte --no-create-home airbyte \
 && install --directory --owner=airbyte --group=airbyte /airbyte
COPY --from=build /usr/local/bin/node /usr/local/bin/
WORKDIR /airbyte/integration_code
COPY --from=build /airbyte/integration_code/package.json /airbyte/integration_code/spec.json ./
COPY --from=build /airbyte/integration_code/dist dist
# By number, not by name: Kubernetes cannot tell from a name that runAsNonRoot holds.
USER 1000:1000
# Fails the build if a library that Node needs is missing.
RUN node dist/main.js --version
# Airbyte runs `sh -c 'eval "$AIRBYTE_ENTRYPOINT write …"'` in a folder of its own: an absolute path, and no image without sh.
ENV AIRBYTE_ENTRYPOINT="node /airbyte/integration_code/dist/main.js"
ENTRYPOINT ["node", "/airbyte/integration_code/dist/main.js"]
LABEL io.airbyte.name="ghcr.io/destination-zendesk/destination-zendesk"
LABEL io.airbyte.version="0.1.0"
