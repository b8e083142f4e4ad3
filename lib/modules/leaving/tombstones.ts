import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { config, required } from '#lib/infra/config/index.ts'

/** What is remembered of an erasure outside of the database, so that a restore applies it again. */
const tombstone = z.strictObject({
  recordId: z.uuid(),
  tenantId: z.uuid(),
  platformId: z.uuid(),
  nameSalt: z.string(),
  nameDigest: z.string(),
  at: z.iso.datetime(),
})
/** What is remembered of an erasure outside of the database. */
export type Tombstone = z.infer<typeof tombstone>

const line = z.strictObject({ tombstone, mac: z.string() })

/** The list lies in the state directory, beside the secret, and is no part of a dump. */
export const tombstoneFile = (): string => join(config().BAILIWICK_STATE_DIR ?? '.', 'erased-tenants.jsonl')

const macOf = (one: Tombstone): string =>
  createHmac(
    'sha256',
    Buffer.from(hkdfSync('sha256', required('BAILIWICK_SECRET'), '', 'bailiwick/erasures', 32)),
  )
    .update(JSON.stringify(tombstone.parse(one)))
    .digest('hex')

/** Adds an erasure to the list, once, and makes sure that it is on disk before anything is deleted. */
export async function addTombstone(file: string, one: Tombstone): Promise<void> {
  if ((await readTombstones(file)).some(({ recordId }) => recordId === one.recordId)) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(`${JSON.stringify({ tombstone: one, mac: macOf(one) })}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The erasures of the list; none when there is no list. Throws for a line that was altered: it must not be passed over. */
export async function readTombstones(file: string): Promise<Tombstone[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one, at) => {
      const { tombstone: told, mac } = line.parse(JSON.parse(one))
      const expected = macOf(told)
      if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(expected)))
        throw new Error(`${file}: line ${at + 1} was altered, or belongs to another installation`)
      return told
    })
}
