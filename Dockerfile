# One image, three roles: micro-data, micro-report (API) and the report worker; the command chooses.
# Build: docker build -t galley .
FROM node:24-bookworm-slim AS build
WORKDIR /app
# Manifests first, so that the dependency layer survives changes of code.
COPY package.json package-lock.json nx.json tsconfig.base.json .swcrc ./
COPY apps/micro-data/package.json apps/micro-data/
COPY apps/micro-report/package.json apps/micro-report/
COPY libs/dataset/package.json libs/dataset/
COPY libs/layout/package.json libs/layout/
COPY libs/packs/procurement/package.json libs/packs/procurement/
COPY libs/platform/package.json libs/platform/
COPY libs/render/package.json libs/render/
COPY libs/storage/package.json libs/storage/
COPY libs/template/package.json libs/template/
COPY tools/package.json tools/
COPY bench/package.json bench/
RUN npm ci
COPY . .
RUN node tools/run.mjs build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=root:root /app /app
# Files live on a volume or in S3; nothing else in the image is writable.
RUN mkdir /var/lib/galley && chown node:node /var/lib/galley
ENV STORAGE_PATH=/var/lib/galley
USER node
EXPOSE 3000 3001
CMD ["node", "apps/micro-report/dist/main.js"]
