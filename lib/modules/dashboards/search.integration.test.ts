import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { search } from './index.ts'

let world: TestWorld
const sme = { platform: platformId(newId()), merbau: tenantId(newId()), angsana: tenantId(newId()) }
const merbau: Scope = { kind: 'tenant', tenantId: sme.merbau, platformId: sme.platform }
const platform: Scope = { kind: 'platform', platformId: sme.platform }

before(async () => {
  world = await openTestWorld()
  await world.database.withScope(operatorScope, async (tx) => {
    const owner = sme.platform
    await tx.platform.create({ data: { id: owner, name: 'SME Cloud' } })
    for (const [id, name] of [
      [sme.merbau, 'Merbau'],
      [sme.angsana, 'Angsana'],
    ] as const) {
      await tx.tenant.create({ data: { id, platformId: owner, name } })
      for (const service of ['billing-api', 'web shop', 'licence server']) {
        await tx.service.create({ data: { platformId: owner, tenantId: id, name: service } })
      }
      const incident = {
        platformId: owner,
        tenantId: id,
        severity: 'P2',
        policy: {},
        openedAt: new Date(),
      } as const
      await tx.incident.create({
        data: {
          ...incident,
          code: id === sme.merbau ? 'INC-7K3F9' : 'INC-2M8QX',
          title: 'Checkout answers slowly',
          dedupKey: 'checkout',
          openKey: 'checkout',
        },
      })
    }
    await tx.rule.create({
      data: { platformId: owner, name: 'CheckoutSlow', expr: 'up', severity: 'P2', summary: 'It is slow.' },
    })
    await tx.source.create({
      data: { platformId: owner, name: 'edge collector', hash: Buffer.from('search'), hint: 'abcd' },
    })
  })
  await withClient(world.db.urls.admin, async (admin) => {
    const id = await insertMember(admin, 'nadia')
    await admin.query(`update member set name = 'Nadia Aziz' where id = $1`, [id])
  })
})
after(async () => await world.close())

const found = async (q: string, scope: Scope = operatorScope): Promise<string[]> => {
  const { results } = await search(world.console(scope), { q })
  return results.map(({ kind, title }) => `${kind} ${title}`)
}

test('a name is found by its start, by a word of it, and with a slip of the hand', async () => {
  for (const q of ['merbau', 'Merb', 'mebrau', 'merbua', 'merbao'])
    assert.ok((await found(q)).includes('tenant Merbau'), q)
  for (const q of ['billing', 'biling', 'bililng-api', 'illing']) {
    assert.equal((await found(q)).filter((line) => line === 'service billing-api').length, 2, q)
  }
  assert.deepEqual(await found('zzyzx'), [])
})

test('words stand for themselves in any order, a tenant beside its service', async () => {
  assert.deepEqual((await found('server licence', merbau)).slice(0, 1), ['service licence server'])
  const { results } = await search(world.console(operatorScope), { q: 'merbau billing' })
  assert.deepEqual(
    results.map(({ title, detail }) => `${title}, ${detail}`),
    ['billing-api, SME Cloud, Merbau'],
  )
})

test('an incident is found by its code and by its title', async () => {
  assert.equal((await found('INC-7K3F9'))[0], 'incident INC-7K3F9 Checkout answers slowly')
  assert.equal((await found('7k3f9'))[0], 'incident INC-7K3F9 Checkout answers slowly')
  assert.equal((await found('chekout slow')).filter((line) => line.startsWith('incident ')).length, 2)
  assert.ok((await found('CheckoutSlow')).includes('rule CheckoutSlow'))
})

test('the best stands first', async () => {
  assert.equal((await found('web shop'))[0], 'service web shop')
  assert.equal((await found('merbau'))[0], 'tenant Merbau')
})

test('only what is in scope is found', async () => {
  assert.deepEqual(
    (await found('checkout', merbau)).filter((line) => line.startsWith('incident ')),
    ['incident INC-7K3F9 Checkout answers slowly'],
  )
  assert.deepEqual(await found('angsana', merbau), [])
  assert.ok((await found('angsana', platform)).includes('tenant Angsana'))
})

test('members and sources are found by whoever may read them, and by nobody else', async () => {
  const member = async (role: 'operator' | 'viewer', q: string) =>
    (await search(world.member(operatorScope, role, newId()), { q })).results.map(({ title }) => title)
  assert.deepEqual(await member('operator', 'nadja aziz'), ['Nadia Aziz'])
  assert.deepEqual(await member('operator', 'nadia@example'), ['Nadia Aziz'])
  assert.deepEqual(await member('operator', 'colector'), ['edge collector'])
  assert.deepEqual(await member('viewer', 'nadia aziz'), [])
  assert.deepEqual(await member('viewer', 'collector'), [])
})

test('keys, requests, providers, views and invitations are found by those to whom their lists show them', async () => {
  const [ada, ben] = [newId(), newId()]
  await withClient(world.db.urls.admin, async (admin) => {
    for (const [id, name] of [
      [ada, 'Ada'],
      [ben, 'Ben'],
    ])
      await admin.query(`insert into member (id, email, name, state) values ($1, $2, $3, 'active')`, [
        id,
        `${name}@example.test`,
        name,
      ])
  })
  await world.database.withScope(operatorScope, async (tx) => {
    const owner = { platformId: sme.platform, tenantId: sme.merbau }
    const now = new Date()
    const later = new Date(now.getTime() + 86_400_000)
    const hash = (text: string) => new Uint8Array(Buffer.from(text))
    await tx.apiKey.create({
      data: { ...owner, name: 'zebra export', hash: hash('k'), hint: 'bw', permissions: [], memberId: ada },
    })
    await tx.scrapeTarget.create({ data: { ...owner, job: 'zebra-node', url: 'http://10.0.0.9/metrics' } })
    await tx.approvalRequest.create({
      data: {
        ...owner,
        permission: 'tenant:erase',
        action: 'tenant.erase',
        input: '{}',
        target: 'zebra land',
        reason: 'it left for good',
        requestedBy: ada,
        requestedByName: 'Ada',
        createdAt: now,
        expiresAt: later,
      },
    })
    await tx.identityProvider.create({
      data: { ...owner, kind: 'oidc', name: 'zebra sign-on', settings: {}, createdAt: now, updatedAt: now },
    })
    await tx.savedView.create({
      data: {
        ...owner,
        memberId: ada,
        screen: 'incidents',
        name: 'zebra urgent',
        query: 'severity=P1',
        isShared: false,
        isDefault: false,
        createdAt: now,
        updatedAt: now,
      },
    })
    await tx.invitation.create({
      data: {
        ...owner,
        email: 'zebra@example.test',
        name: 'Zebra Guest',
        role: 'tenant_viewer',
        tokenHash: hash('t'),
        invitedBy: ada,
        expiresAt: later,
      },
    })
  })
  const of = async (scope: Scope, role: 'tenant_admin' | 'tenant_viewer' | 'operator_admin', id: string) =>
    (await search(world.member(scope, role, id), { q: 'zebra' })).results
      .map(({ kind, href }) => `${kind} ${href.split('?')[0]}`)
      .toSorted((a, b) => (a < b ? -1 : 1))
  const all = [
    'invitation /members',
    'key /api-keys',
    'provider /sign-on',
    'request',
    'target /sources',
    'view /incidents',
  ]
  const shown = (lines: readonly string[]) => lines.map((line) => line.replace(/^request .*/, 'request'))
  assert.deepEqual(shown(await of(merbau, 'tenant_admin', ada)), all)
  assert.deepEqual(
    shown(await of(merbau, 'tenant_admin', ben)),
    all.filter((line) => !['view /incidents', 'request'].includes(line)),
    'neither the private view nor the request of somebody else for what they do not hold',
  )
  assert.deepEqual(await of(merbau, 'tenant_viewer', ben), [])
  const angsana: Scope = { kind: 'tenant', tenantId: sme.angsana, platformId: sme.platform }
  assert.deepEqual(await of(angsana, 'tenant_admin', ada), [])
  // From above everything but the view, which belongs to the scope below.
  assert.deepEqual(
    shown(await of(operatorScope, 'operator_admin', ben)),
    all.filter((line) => line !== 'view /incidents'),
  )
  const [view] = (await search(world.member(merbau, 'tenant_admin', ada), { q: 'zebra urgent' })).results
  assert.match(view?.href ?? '', /^\/incidents\?severity=P1&view=[\da-f-]+&scope=tenant/)
})

test('bad input names its field', async () => {
  for (const q of ['', '   ', 'x'.repeat(101)]) {
    await assert.rejects(
      search(world.console(operatorScope), { q }),
      (error) => error instanceof DomainError && error.code === 'invalid_input',
    )
  }
  for (const q of ["'; drop table tenant; --", '%', '_', String.raw`\ "`, '=1+1', '<b>', '🙂', '& | ! :*']) {
    assert.ok(Array.isArray(await found(q)), q)
  }
})
