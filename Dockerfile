# Build: everything npm needs, and the compiled connector.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY packages/airbyte-cdk-typescript/package.json packages/airbyte-cdk-typescript/
COPY packages/zendesk-simulator/package.json packages/zendesk-simulator/
RUN npm ci
COPY . .
RUN npm run build
# What runs: no development tools, no second Node, no simulator and no link to it.
RUN npm ci --omit=dev --omit=optional --workspace=airbyte-cdk-typescript --include-workspace-root

FROM node:24-bookworm-slim
# Airbyte: the user is called airbyte, has uid 1000 and owns /airbyte. The base image's user node has that uid.
RUN groupmod --new-name airbyte node \
 && usermod --login airbyte --home /airbyte node \
 && install --directory --owner=airbyte --group=airbyte /airbyte
WORKDIR /airbyte/integration_code
COPY --from=build /build/package.json /build/spec.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/packages/airbyte-cdk-typescript/package.json packages/airbyte-cdk-typescript/
COPY --from=build /build/packages/airbyte-cdk-typescript/dist packages/airbyte-cdk-typescript/dist
COPY --from=build /build/dist dist
# By number, not by name: Kubernetes cannot tell from a name that runAsNonRoot holds.
USER 1000:1000
# Airbyte runs `sh -c 'eval "$AIRBYTE_ENTRYPOINT write …"'` in a folder of its own: an absolute path, and no image without sh.
ENV AIRBYTE_ENTRYPOINT="node /airbyte/integration_code/dist/main.js"
ENTRYPOINT ["node", "/airbyte/integration_code/dist/main.js"]
LABEL io.airbyte.name="ghcr.io/destination-zendesk/destination-zendesk"
LABEL io.airbyte.version="0.1.0"
