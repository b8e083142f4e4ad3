import { apiPath } from './api-client.ts'
import { readProblem, unreachable } from './api-problem.ts'
import { languageHeader } from './page-headers.ts'

/** A file that a route makes. */
export interface WantedFile {
  readonly path: `/api/${string}`
  readonly scope: string
  readonly body: Readonly<Record<string, unknown>>
  /** What it is called where the server does not say. */
  readonly name: string
}

const LINE_END = 10

/** The file broke off on its way, and nothing was saved: half a file would look like a whole one. */
export class BrokenExport extends Error {}

/** Reads a stream to its end and tells how many lines came so far. */
async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLines: (lines: number) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = stream.getReader()
  let lines = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return pieces
    pieces.push(value)
    for (const byte of value) if (byte === LINE_END) lines += 1
    onLines(lines)
  }
}

/**
 * Asks for a file, says how many lines have come while it does, and saves it once it is whole. Throws `ApiProblem`, or
 * `BrokenExport` where it did not come through.
 */
export async function saveExport(wanted: WantedFile, onLines: (lines: number) => void): Promise<void> {
  const response = await fetch(apiPath(wanted.path, { scope: wanted.scope }), {
    method: 'POST',
    headers: { ...languageHeader(), 'content-type': 'application/json' },
    body: JSON.stringify(wanted.body),
    credentials: 'same-origin',
  }).catch(() => {
    throw unreachable(true)
  })
  if (!response.ok || response.body === null) {
    const body: unknown = await response.json().catch(() => null)
    throw readProblem(response.status, body, response.headers)
  }
  const pieces = await readAll(response.body, onLines).catch(() => {
    throw new BrokenExport()
  })
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  const type = response.headers.get('content-type') ?? 'application/octet-stream'
  const url = URL.createObjectURL(new Blob(pieces, { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: named?.[1] ?? wanted.name })
  link.click()
  URL.revokeObjectURL(url)
}
