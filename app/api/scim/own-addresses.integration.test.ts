// A provider speaks of the domains that its tenant has proved: by POST, PUT and PATCH alike, in the same words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf, openScimWorld, scimAsker, type ScimAnswer, type ScimWorld } from '#testing/scim-world.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'

let here: ScimWorld
before(async () => {
  here = await openScimWorld()
})
after(async () => {
  await here.world.close()
})
const ask = scimAsker(() => here.acme)

const NOT_PROVED = {
  status: 400,
  scimType: 'invalidValue',
  detail:
    'userName: the domain elsewhere.test is not proved here. Prove it on the page Sign-on, or invite this person first.',
}
const refusalOf = ({ status, body }: ScimAnswer) => ({
  status,
  scimType: body['scimType'],
  detail: body['detail'],
})
const primary = (value: string) => [{ value, type: 'work', primary: true }]
const addressIn = ({ body }: ScimAnswer): unknown => {
  const { emails } = body
  return Array.isArray(emails) ? emails.map(({ value }: { value: unknown }) => value) : emails
}
const made = async (userName: string): Promise<string> =>
  idOf(await ask('POST', users.POST, { body: { userName } }))
const kept = async (id: string): Promise<unknown> => addressIn(await ask('GET', user.GET, { id }))
const patch = async (id: string, Operations: readonly unknown[]) =>
  await ask('PATCH', user.PATCH, { id, body: { Operations } })

test('POST, PUT and each form of PATCH refuse an address of a domain that was not proved, in the same words', async () => {
  const foreign = 'ada@elsewhere.test'
  const id = await made('ada@acme.test')
  const answers = {
    post: await ask('POST', users.POST, { body: { userName: foreign } }),
    put: await ask('PUT', user.PUT, {
      id,
      body: { userName: 'ada@acme.test', emails: primary(foreign), active: true },
    }),
    'put without emails': await ask('PUT', user.PUT, { id, body: { userName: foreign } }),
    'patch of the list': await patch(id, [{ op: 'replace', path: 'emails', value: primary(foreign) }]),
    'patch of one value': await patch(id, [
      { op: 'replace', path: 'emails[type eq "work"].value', value: foreign },
    ]),
    'patch without a path': await patch(id, [{ op: 'replace', value: { emails: primary(foreign) } }]),
    'patch to another primary one': await patch(id, [
      { op: 'replace', path: 'emails', value: [{ value: 'ada@acme.test' }, ...primary(foreign)] },
    ]),
  }
  for (const [how, answer] of Object.entries(answers)) assert.deepEqual(refusalOf(answer), NOT_PROVED, how)
  assert.deepEqual(await kept(id), ['ada@acme.test'], 'nothing of it is kept')
})

test('an address of a proved domain, or of somebody who holds a role here, becomes theirs by PUT and PATCH as by POST', async () => {
  const id = await made('bea@acme.test')
  const moved = await patch(id, [{ op: 'replace', path: 'emails', value: primary('bea@b.test') }])
  assert.deepEqual([moved.status, addressIn(moved)], [200, ['bea@b.test']])
  const { memberId } = await addMember(here.world, here.acme.scope, 'tenant_viewer', 'Gail')
  await here.world.database.asAuth(
    async (tx) =>
      await tx.member.update({
        where: { id: memberId },
        data: { email: 'gail@guest.test' },
        select: { id: true },
      }),
  )
  const body = { userName: 'bea@acme.test', emails: primary('gail@guest.test') }
  assert.equal((await ask('PUT', user.PUT, { id, body })).status, 200)
  // Beside the primary one others are kept as POST keeps them: nobody signs in with them.
  const beside = [...primary('bea@b.test'), { value: 'bea@home.test', type: 'home' }]
  assert.deepEqual(addressIn(await patch(id, [{ op: 'replace', path: 'emails', value: beside }])), [
    'bea@b.test',
    'bea@home.test',
  ])
})

test('an address that stays is not asked about again, and none stands in the way of switching somebody off', async () => {
  const id = await made('cleo@x.test')
  await here.world.database.withScope(here.acme.scope, async (tx) => {
    await tx.emailDomain.updateMany({ where: { domain: 'x.test' }, data: { verifiedAt: null } })
  })
  const renamed = await patch(id, [{ op: 'replace', path: 'displayName', value: 'Cleo' }])
  assert.equal(renamed.status, 200, 'the domain was given back; who is here stays')
  const off = await ask('PUT', user.PUT, {
    id,
    body: { userName: 'cleo@x.test', emails: primary('cleo@elsewhere.test'), active: false },
  })
  assert.deepEqual([off.status, off.body['active'], addressIn(off)], [200, false, ['cleo@x.test']])
  const on = await patch(id, [
    { op: 'replace', path: 'active', value: true },
    { op: 'replace', path: 'emails', value: primary('cleo@elsewhere.test') },
  ])
  assert.deepEqual(refusalOf(on), NOT_PROVED)
})
