import { compressSync } from 'snappy'
import { label, request, sample, series } from '#lib/modules/metrics/testing/proto.ts'

/** Where a source writes, and as whom. */
export interface WriteAddress {
  readonly url: string
  readonly credential: string
}

/** One sample of one series; the labels are without the metric's name. */
export interface Written {
  readonly metric: string
  readonly labels: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly at: number
  readonly value: number
}

/** An engine that hangs is a failure as well. */
const PATIENCE_MS = 10_000

/** What a sender gets when nobody answers it. */
export const NO_ANSWER = 0

const ordered = (labels: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The request of remote-write 1.0 that carries these samples, one series each, not yet compressed. */
const encodeSamples = (samples: readonly Written[]): Uint8Array =>
  request(
    ...samples.map(({ metric, labels, at, value }) =>
      series(
        ...ordered({ __name__: metric, ...labels }).map(([name, text]) => label(name, text)),
        sample(at, value),
      ),
    ),
  )

/** The headers of a remote-write request. */
export const writeHeaders = (credential: string): Record<string, string> => ({
  authorization: `Bearer ${credential}`,
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
})

/** Sends samples once; resolves with the status and the text, `NO_ANSWER` when the connection failed. */
export async function writeOnce(
  { url, credential }: WriteAddress,
  samples: readonly Written[],
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: writeHeaders(credential),
      body: new Uint8Array(compressSync(encodeSamples(samples))),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return { status: NO_ANSWER, text: '' }
  }
}
