// What the pages say about an address before and after it is saved: the decision of the client that will call it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { addWitness } from '#lib/modules/audit/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import {
  addChannel,
  allowOutgoing,
  checkOutgoing,
  createScrapeTarget,
  listOutgoingUses,
  removeOutgoingAllow,
} from './index.ts'
import { checkOutgoingInput, type OutgoingReach, type OutgoingUse } from './schemas.ts'
import { accessWorld, makeTenancy, type AccessWorld, type TestMember } from './testing/access-world.ts'

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'public.example': ['93.184.216.34'],
  'intranet.example': ['10.1.2.3'],
}
const outgoing = createOutgoing({
  log: createLogger('test', 'silent'),
  resolve: async (host) => {
    const found = NAMES[host]
    if (found === undefined) throw new Error('the name has no address')
    return found
  },
})

let world: TestWorld
let access: AccessWorld
let admin: TestMember
let platform: Scope
let tenant: Scope
let entryId: string

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = world.console(operatorScope, access.clock)
  admin = await access.setUp(ctx)
  ;({ platform, tenant } = await makeTenancy(ctx))
  const entry = { cidr: '10.1.0.0/16', port: 9100, reason: 'node exporters' }
  entryId = (await allowOutgoing(ctx, entry)).id
})
after(async () => await world.close())

const ask = async (scope: Scope, url: string, use: OutgoingUse = 'scrape'): Promise<OutgoingReach> =>
  await checkOutgoing(world.console(scope), { url, use }, () => outgoing)

test('staff are told what opens an address, or why it is refused and whether the list could open it', async () => {
  const cases: [string, OutgoingReach['reach'], RegExp, boolean][] = [
    ['https://public.example/metrics', 'public', /^A public address\.$/, false],
    ['http://10.1.2.3:9100/metrics', 'allowed', /^Allowed by 10\.1\.0\.0\/16 port 9100\.$/, false],
    ['http://intranet.example:9100/metrics', 'allowed', /^Allowed by 10\.1\.0\.0\/16 port 9100\.$/, false],
    ['http://10.9.9.9:9100/metrics', 'refused', /^Refused: 10\.9\.9\.9 is not a public address/, true],
    ['http://10.1.2.3:22/', 'refused', /10\.1\.2\.3 port 22\.$/, true],
    ['http://169.254.169.254/latest', 'refused', /never called/, false],
    ['https://nowhere.example/', 'unknown', /^It leads nowhere at this moment/, false],
  ]
  for (const [url, reach, words, canBeAllowed] of cases) {
    const answer = await ask(platform, url)
    assert.equal(answer.reach, reach, url)
    assert.match(answer.words, words)
    assert.deepEqual(
      [answer.canBeAllowed, answer.entryId],
      [canBeAllowed, reach === 'allowed' ? entryId : null],
    )
  }
})

test('a tenant learns whether an address is public, and nothing about names and lists inside', async () => {
  assert.equal((await ask(tenant, 'https://public.example/')).reach, 'public')
  const inside = await ask(tenant, 'http://intranet.example:9100/metrics')
  assert.deepEqual(inside, await ask(tenant, 'http://nowhere.example:9100/metrics'))
  assert.equal(inside.reach, 'unknown')
  const literal = await ask(tenant, 'http://10.1.2.3:9100/metrics')
  assert.deepEqual([literal.reach, literal.canBeAllowed, literal.entryId], ['refused', false, null])
  assert.ok(!literal.words.includes('10.'), literal.words)
})

test('what is wrong with the form of an address is said as well, and every field by its name', async () => {
  assert.match((await ask(platform, 'http://public.example/', 'provider')).words, /begins with https/)
  for (const [url, use, field] of [
    [17, 'scrape', 'url'],
    ['=1+1', 'scrape', 'url'],
    ['<b>https://x.test</b>', 'scrape', 'url'],
    ['ftp://x.test/', 'scrape', 'url'],
    [`https://x.test/${'a'.repeat(2048)}`, 'scrape', 'url'],
    ['https://x.test/', 'other', 'use'],
    ['https://x.test/', ['scrape'], 'use'],
  ]) {
    assert.throws(
      () => parseInput(checkOutgoingInput, { url, use }),
      (error) => error instanceof DomainError && error.faults[0]?.field === field,
      JSON.stringify([url, use]),
    )
  }
})

test('what is saved names its entry until that is removed, and holds no path', async () => {
  const target = { job: 'node', url: 'http://10.1.2.3:9100/metrics' }
  const { id: scrape } = await createScrapeTarget(world.console(platform), target)
  const { id: theirs } = await createScrapeTarget(world.console(tenant), target)
  const url = 'http://10.1.2.4:9100/hooks/a-secret-path'
  await addChannel(
    await access.as(admin.sid, operatorScope),
    { kind: 'webhook', target: url },
    access.runtime,
  )
  await addWitness(
    world.console(operatorScope),
    { kind: 'webhook', target: 'https://public.example/heads' },
    access.runtime,
  )
  const listed = async (scope: Scope) =>
    (await listOutgoingUses(world.console(scope), () => outgoing)).uses.filter(({ name }) => name !== '')
  const uses = await listed(operatorScope)
  assert.ok(!JSON.stringify(uses).includes('a-secret-path'))
  const entries = uses.map(({ id, use, entryId: by }) => [id === theirs ? 'theirs' : use, by])
  assert.deepEqual(
    entries.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
    [
      ['scrape', entryId],
      ['theirs', null],
      ['webhook', entryId],
      ['witness', null],
    ],
  )
  assert.deepEqual(
    (await listed(tenant)).map(({ id, reach }) => [id, reach]),
    [[theirs, 'refused']],
  )
  await removeOutgoingAllow(world.console(operatorScope), { entryId })
  const closed = (await listed(platform)).find(({ id }) => id === scrape)
  assert.deepEqual([closed?.reach, closed?.entryId, closed?.canBeAllowed], ['refused', null, true])
})
