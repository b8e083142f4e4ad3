// The archive of a canary as it is read: whatever its length, and where it breaks off.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { canaryId } from '#lib/core/canary.ts'
import { systemClock } from '#lib/core/clock.ts'
import { startListener, type TestListener } from '#testing/listeners.ts'
import { judge, MOST_SEARCHED, type Judgement } from './domain/judge.ts'
import { SURFACES, type ReaderName } from './domain/surfaces.ts'
import { readSurface } from './read-surface.ts'

const MARKERS = { a: 'bwcanary0a', b: 'bwcanary0b' }
const surface = SURFACES.find(({ path }) => path === '/api/v1/tenant-exports/{exportId}/file')
let archive: Uint8Array = Buffer.alloc(0)
let web: TestListener

before(async () => {
  web = await startListener((request, response) => {
    if (request.url?.includes(canaryId('a', 'export')) !== true) {
      response.statusCode = 404
      response.end()
      return
    }
    response.setHeader('content-type', 'application/gzip')
    response.end(archive)
  })
})
after(async () => await web.close())

/** What a reader makes of an archive. */
async function verdictOf(packed: Uint8Array, reader: ReaderName = 'a'): Promise<Judgement> {
  assert.ok(surface !== undefined)
  archive = packed
  const asker = {
    webUrl: web.origin,
    engineUrl: web.origin,
    scope: null,
    now: systemClock.now(),
    headersFor: () => ({}),
  }
  return judge(surface, reader, await readSurface(surface, asker), MARKERS)
}

const others = Buffer.alloc(MOST_SEARCHED, 'the row of another tenant\n')
const own = Buffer.from('name bwcanary0a\n')

test('what belongs to the other canary is found in an archive of any length', async () => {
  const crossing = Buffer.concat([own, Buffer.from('name bwcanary0b\n')])
  const found = { verdict: 'leak', detail: 'What belongs to canary B was in the answer (200).' }
  assert.deepEqual(await verdictOf(gzipSync(crossing)), found)
  assert.deepEqual(await verdictOf(gzipSync(Buffer.concat([crossing, others]))), found)
})

test('an archive that is longer than is searched holds what is not the canary’s', async () => {
  assert.equal((await verdictOf(gzipSync(own))).verdict, 'own')
  const long = gzipSync(Buffer.concat([own, others]))
  assert.deepEqual(await verdictOf(long), {
    verdict: 'leak',
    detail: 'More was in the answer (200) than the canaries have together.',
  })
  assert.equal(
    (await verdictOf(gzipSync(others), 'neighbour')).verdict,
    'clean',
    'just as long as is searched',
  )
  assert.deepEqual(await verdictOf(gzipSync(Buffer.concat([others, others])), 'neighbour'), {
    verdict: 'failed',
    detail: 'The answer is longer than is searched.',
  })
})

test('an archive that breaks off is no sound one, whatever is in the part that is there', async () => {
  const whole = gzipSync(Buffer.concat([own, others]).subarray(0, 1_000_000))
  const broken = { verdict: 'failed', detail: 'The archive in the answer could not be unpacked to its end.' }
  assert.deepEqual(await verdictOf(whole.subarray(0, -20)), broken)
  assert.deepEqual(await verdictOf(Buffer.from('no archive at all')), broken)
})
