import { compressSync } from 'snappy'
import type { CanaryName } from '#lib/core/canary.ts'
import { derivedCredential } from '#lib/infra/auth/credential.ts'
import { hmac, type Keyring } from '#lib/infra/auth/keys.ts'
import { WriteRequestWriter } from '#lib/modules/metrics/domain/remote-write/write-request-writer.ts'

const LIMIT_MS = 5000

/** The credential of a canary's source. It follows from the secret of the installation and is kept nowhere. */
export const sourceCredential = ({ canary }: Pick<Keyring, 'canary'>, name: CanaryName): string =>
  derivedCredential('src', hmac(canary, `source|${name}`))

/** One sample of a canary on its way to the engine. */
export interface MarkerSample {
  readonly engineUrl: string
  readonly credential: string
  readonly marker: string
  readonly now: Date
}

/**
 * Sends the engine a sample with the marker as a label, by remote-write as any source does; without a `job`, so that it makes
 * no service. Returns whether it was taken.
 */
export async function sendMarker({ engineUrl, credential, marker, now }: MarkerSample): Promise<boolean> {
  const writer = new WriteRequestWriter()
  writer.add(['__name__', 'canary', 'marker', marker], now.getTime(), 1)
  try {
    const response = await fetch(`${engineUrl}/api/v1/write`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${credential}`,
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
      },
      body: new Uint8Array(compressSync(writer.finish())),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false // the engine is away: the readings that needed the sample say so
  }
}
