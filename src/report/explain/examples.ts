import type { WasteReason } from '../../analysis/waste-items.ts'
import type { FindingKind } from '../../image/finding.ts'

/** A piece of a Dockerfile that brings a finding about, and the same without. */
export interface Example {
  readonly before: string
  readonly after: string
}

const LISTS: Example = {
  before: 'RUN apt-get update\nRUN apt-get install -y curl\nRUN rm -rf /var/lib/apt/lists/*',
  after:
    'RUN apt-get update \\\n && apt-get install -y --no-install-recommends curl \\\n && rm -rf /var/lib/apt/lists/*',
}
const BUILD_CACHE: Example = {
  before: 'RUN go build -o server .\nRUN rm -rf /root/.cache/go-build',
  after: 'RUN --mount=type=cache,target=/root/.cache/go-build go build -o server .',
}
const PACKAGE_CACHE: Example = {
  before: 'RUN pip install -r requirements.txt\nRUN npm ci',
  after:
    'RUN pip install --no-cache-dir -r requirements.txt\nRUN --mount=type=cache,target=/root/.npm npm ci',
}
const OWNER: Example = {
  before: 'COPY . /app\nRUN chown -R 1000:1000 /app',
  after: 'COPY --chown=1000:1000 . /app',
}
const STAGES: Example = {
  before: 'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["/app/server"]',
  after:
    'FROM golang:1.22 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o server .\n\nFROM scratch\nCOPY --from=build /app/server /server\nENTRYPOINT ["/server"]',
}
const SECRET: Example = {
  before: 'COPY id_rsa /root/.ssh/id_rsa\nRUN git clone git@example.org:app.git\nRUN rm /root/.ssh/id_rsa',
  after: 'RUN --mount=type=secret,id=key,target=/root/.ssh/id_rsa git clone git@example.org:app.git',
}
const IGNORED: Example = {
  before: 'COPY . .\nRUN rm -rf .git testdata',
  after: '# .dockerignore\n.git\n**/testdata\n\n# Dockerfile\nCOPY . .',
}

/** Where a change of the Dockerfile shows it best. */
export const EXAMPLES: Partial<Record<FindingKind | WasteReason, Example>> = {
  deleted: LISTS,
  overwritten: {
    before: 'COPY config.json .\nRUN sed -i s/debug/info/ config.json',
    after: 'COPY config.production.json config.json',
  },
  rewritten: OWNER,
  hidden: {
    before: 'RUN make\nRUN rm -rf build && mkdir build',
    after: 'RUN make && rm -rf build && mkdir build',
  },
  wastedPackageLists: LISTS,
  shippedPackageLists: {
    before: 'RUN apt-get update && apt-get install -y curl\nRUN apk update && apk add curl',
    after:
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nRUN apk add --no-cache curl',
  },
  wastedPackageCache: PACKAGE_CACHE,
  shippedPackageCache: PACKAGE_CACHE,
  wastedBuildCache: BUILD_CACHE,
  shippedBuildCache: BUILD_CACHE,
  wastedVersionControl: IGNORED,
  shippedVersionControl: IGNORED,
  shippedTests: IGNORED,
  wastedArchive: {
    before: 'COPY tool.tar.gz /tmp/\nRUN tar -xf /tmp/tool.tar.gz -C /opt\nRUN rm /tmp/tool.tar.gz',
    after: 'ADD tool.tar.gz /opt/',
  },
  rewrittenMetadata: OWNER,
  writtenTwice: {
    before: 'RUN go build -o server .\nRUN strip server',
    after: 'RUN go build -ldflags="-s -w" -o server .',
  },
  deletedLater: {
    before: 'COPY model.bin /tmp/\nRUN convert /tmp/model.bin /app/model\nRUN rm /tmp/model.bin',
    after:
      'RUN --mount=type=bind,source=model.bin,target=/tmp/model.bin \\\n    convert /tmp/model.bin /app/model',
  },
  shippedToolchain: STAGES,
  shippedSources: STAGES,
  recommendedPackages: {
    before: 'RUN apt-get install -y golang-go',
    after: 'RUN apt-get install -y --no-install-recommends golang-go ca-certificates',
  },
  environmentFile: {
    before: 'COPY . .',
    after: '# .dockerignore\n**/.env\n\n# docker run --env-file .env …',
  },
  secretInImage: SECRET,
  secretInLowerLayer: SECRET,
  missingShell: {
    before: 'FROM scratch\nCMD ./server --port 80',
    after: 'FROM scratch\nCMD ["./server", "--port", "80"]',
  },
  missingLoader: STAGES,
  runsAsRoot: { before: 'CMD ["/server"]', after: 'USER 65532:65532\nCMD ["/server"]' },
  notExecutable: { before: 'COPY run.sh /run.sh', after: 'COPY --chmod=0755 run.sh /run.sh' },
}
