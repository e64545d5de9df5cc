import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What builds are sent: the course's service in `api`, and a small Python project in `pip`. */
export async function writeContexts(folder: string): Promise<void> {
  await cp(
    fileURLToPath(new URL('../../fixtures/course/api-service', import.meta.url)),
    join(folder, 'api'),
    {
      recursive: true,
    },
  )
  await writeFile(join(folder, 'api/Dockerfile.built'), BUILT)
  await mkdir(join(folder, 'pip'))
  for (const [name, text] of Object.entries(PIP)) await writeFile(join(folder, 'pip', name), text)
}

/** As the course draws it: the code is copied before what it depends on is installed. */
const PIP = {
  Dockerfile: `FROM python:3.12
ARG VERSION=1
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
`,
  '.dockerignore': 'Dockerfile\n.dockerignore\n',
  'requirements.txt': 'flask==3.0.0\n',
  'app.py': 'import flask\n',
}

/** What `built.tar` was built from. */
const BUILT = `FROM debian:bookworm
RUN apt-get update && apt-get install -y golang
ENV CGO_ENABLED=0
WORKDIR /app
COPY . .
RUN go mod download
ARG VERSION=1
RUN go build -o server .
CMD ["./server"]
`
