import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { z } from 'zod'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import { mintAckToken } from '#lib/infra/auth/ack-token.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { PHONE } from '../../e2e/support/look.ts'
import type { Filled } from './fill.ts'
import type { Place } from './place.ts'

/** Slow 3G as WebPageTest and Lighthouse have it: 400 kbit/s both ways, 400 ms from a request to its answer. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const HOUR_MS = 3_600_000

/** What was measured of the page that a phone opens. */
export interface PhoneFigures {
  /** Milliseconds until anything was painted, of each visit, nothing in the cache. */
  readonly firstPaint: readonly number[]
  /** The most kilobytes that came over the wire: document and scripts, with their headers. */
  readonly kilobytes: number
}

const paint = z.number()
const READ_PAINT = `new Promise((done) => {
  new PerformanceObserver((list, observer) => {
    const first = list.getEntries().find(({ name }) => name === 'first-contentful-paint')
    if (first === undefined) return
    observer.disconnect()
    done(first.startTime)
  }).observe({ type: 'paint', buffered: true })
})`

/** Opens an address on a phone that was woken on slow 3G; returns when anything was painted, and what came over the wire. */
async function visitOnce(browser: Browser, address: string): Promise<{ paintMs: number; bytes: number }> {
  const context = await browser.newContext({ viewport: PHONE.viewport })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_3G)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const answer = await page.goto(address, { waitUntil: 'load' })
  if (answer?.status() !== 200)
    throw new Error(`the page of a phone answered ${answer?.status() ?? 'nothing'}`)
  const paintMs = paint.parse(await page.evaluate(READ_PAINT))
  await context.close()
  return { paintMs, bytes }
}

/** Opens the page of one incident after the other, as the link of an alert does. */
export async function measurePhone(
  browser: Browser,
  { installation, admin }: Place,
  { some, visits }: { readonly some: readonly Filled[]; readonly visits: number },
): Promise<PhoneFigures> {
  const keyring = createKeyring(readFileSync(join(installation.dataDirectory, 'secret'), 'utf8').trim())
  const me = await admin.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')
  const firstPaint: number[] = []
  let most = 0
  for (const { incident, tenant, platform } of some.slice(0, visits)) {
    const token = mintAckToken(keyring.ackToken, {
      incidentId: incident,
      memberId: memberId(me.id),
      scope: { kind: 'tenant', platformId: platformId(platform), tenantId: tenantId(tenant) },
      expiresAt: new Date(Date.now() + HOUR_MS),
    })
    const { paintMs, bytes } = await visitOnce(browser, `${installation.url}/p/${token}`)
    firstPaint.push(paintMs)
    most = Math.max(most, bytes)
  }
  return { firstPaint, kilobytes: most / 1000 }
}
