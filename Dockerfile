# syntax=docker/dockerfile:1

# With glibc, because Temporal's core has no build for musl. An LTS, pinned so that a rebuild gives the same image.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script; the same rule holds on a developer's machine.
RUN npm ci --ignore-scripts
COPY . .
RUN node cli/bootstrap.mjs build

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY deploy/keep-one-platform.mjs deploy/
RUN npm ci --ignore-scripts --omit=dev && node deploy/keep-one-platform.mjs

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    WORKFLOW_BUNDLE=/app/dist/workflow-bundle.js
COPY package.json ./
COPY deploy/healthcheck.mjs deploy/
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# A new volume gets the owner of the folder on which it is mounted.
RUN install --directory --owner=node --group=node /var/lib/sikesal/photos /var/lib/sikesal/incoming
USER node
EXPOSE 3000
# This is the api's. The worker has no such port: check its metrics instead (see docker-compose.yml).
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "deploy/healthcheck.mjs", "http://127.0.0.1:3000/livez"]
# Or dist/worker/main.js, or dist/cli/sikesal.js with a command. Run it with an init (--init), which reaps zombies.
CMD ["node", "dist/server/main.js"]
