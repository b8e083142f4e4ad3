// Step-up and the enrolment of a factor give the session a new id in their own answer: whoever copied the cookie before does
// not get what was opened.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { installRuntime } from '#lib/infra/context/runtime.ts'
import {
  accessWorld,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
} from '#lib/modules/access/testing/access-world.ts'
import { startFactorEnrolment } from '#lib/modules/access/index.ts'
import * as factor from './v1/me/factor/confirm/route.ts'
import * as route from './v1/me/step-up/route.ts'

let world: TestWorld
let access: AccessWorld
let admin: TestMember
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  installRuntime(access.runtime)
  admin = await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const post = async (
  handler: typeof route.POST,
  path: string,
  { cookie, body }: { readonly cookie: string; readonly body: unknown },
): Promise<Response> =>
  await handler(
    new Request(`${PUBLIC_URL}/api/v1/me/${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  )
const stepUp = async (cookie: string, code: string): Promise<Response> =>
  await post(route.POST, 'step-up', { cookie, body: { code } })
const open = async (cookie: string) =>
  await httpContext(new Request(`${PUBLIC_URL}/api/v1/x`, { headers: { cookie } }), access.runtime)
const newCookie = (answer: Response): string | undefined =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${sessionCookie(PUBLIC_URL).name}=`))
    ?.split(';')[0]

test('the answer of step-up carries the cookie of a new id, and the old one ends within seconds', async () => {
  const old = await access.cookie(admin.sid)
  access.clock.advance(6 * 60_000)
  const wrong = await stepUp(old, '000000')
  assert.equal(wrong.status, 400)
  assert.equal(newCookie(wrong), undefined, 'a wrong code renews nothing')
  access.clock.advance(60_000)
  const right = await stepUp(old, await access.code(admin.secret))
  assert.equal(right.status, 200, await right.clone().text())
  const renewed = newCookie(right)
  assert.ok(renewed !== undefined && renewed !== old)
  const opened = await open(renewed)
  assert.ok(opened.stepUpUntil !== null && opened.stepUpUntil > access.clock.now())
  access.clock.advance(5001)
  await assert.rejects(open(old), { code: 'unauthenticated', message: /old copy/ })
  assert.equal((await open(renewed)).session?.id, opened.session?.id, 'it is the same session')
})

test('the answer of an enrolment carries the cookie of a new id, too', async () => {
  access.clock.advance(30_000)
  const sid = await access.signIn(admin.email, await access.code(admin.secret))
  const old = await access.cookie(sid)
  const { secret } = await startFactorEnrolment(await access.as(sid), access.runtime)
  const enrolled = await post(factor.POST, 'factor/confirm', {
    cookie: old,
    body: { code: await access.code(secret) },
  })
  assert.equal(enrolled.status, 200, await enrolled.clone().text())
  const renewed = newCookie(enrolled)
  assert.ok(renewed !== undefined && renewed !== old)
  access.clock.advance(5001)
  await assert.rejects(open(old), { code: 'unauthenticated' })
  const { actor } = await open(renewed)
  assert.ok(actor.kind === 'member' && actor.email === admin.email)
})
