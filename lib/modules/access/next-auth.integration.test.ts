// next-auth's own handler on our options: cookies, error codes, revocation, rotation.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { NextAuthOptions } from 'next-auth'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { nextAuthOptions } from './index.ts'
import {
  accessWorld,
  PASSWORD,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
} from './testing/access-world.ts'

// The route calls the same function through next-auth's adapter for Next, which does not run outside of it.
const core: unknown = createRequire(import.meta.resolve('next-auth'))('./core/index.js')

interface Cookie {
  readonly name: string
  readonly value: string
  readonly options: {
    readonly secure?: boolean
    readonly httpOnly?: boolean
    readonly sameSite?: string
    readonly path?: string
    readonly domain?: string
  }
}
interface Answer {
  readonly status?: number
  readonly redirect?: string
  readonly body?: unknown
  readonly cookies?: readonly Cookie[]
}

type Handler = (params: { options: NextAuthOptions; req: Record<string, unknown> }) => Promise<Answer>
const isHandler = (value: unknown): value is Handler => typeof value === 'function'

let world: TestWorld
let access: AccessWorld
let admin: TestMember

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

/** A browser: keeps cookies, and knows next-auth's protocol of a csrf token before every form. */
function browser(own: Runtime = access.runtime) {
  const jar = new Map<string, Cookie>()
  const call = async (
    method: 'GET' | 'POST',
    action: string,
    body: Record<string, unknown> = {},
  ): Promise<Answer> => {
    const handler: unknown = isRecord(core) ? core['AuthHandler'] : undefined
    assert.ok(isHandler(handler))
    const [name, providerId] = action.split('/')
    const cookies = Object.fromEntries([...jar.values()].map((cookie) => [cookie.name, cookie.value]))
    const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Test/1.0' }
    const options: NextAuthOptions = nextAuthOptions(own, headers)
    const answer = await handler({
      options,
      req: { action: name, providerId, method, cookies, headers, body, query: {} },
    })
    for (const cookie of answer.cookies ?? []) {
      if (cookie.value === '') jar.delete(cookie.name)
      else jar.set(cookie.name, cookie)
    }
    return answer
  }
  const form = async (action: string, fields: Record<string, unknown>): Promise<Answer> => {
    const { body } = await call('GET', 'csrf')
    assert.ok(isRecord(body))
    return await call('POST', action, { ...fields, csrfToken: body['csrfToken'] })
  }
  const errorOf = (answer: Answer): string | null =>
    new URL(answer.redirect ?? PUBLIC_URL).searchParams.get('error')
  return {
    jar,
    call,
    form,
    async signIn(fields: Record<string, string>): Promise<string | null> {
      return errorOf(await form('callback/credentials', fields))
    },
    async me() {
      const cookie = [...jar.values()].map(({ name, value }) => `${name}=${value}`).join('; ')
      return await httpContext(new Request(`${PUBLIC_URL}/api/v1/me`, { headers: { cookie } }), own)
    },
  }
}

const credentials = async (): Promise<Record<string, string>> => {
  access.clock.advance(30_000)
  return { email: admin.email, password: PASSWORD, code: await access.code(admin.secret) }
}

test('password and code set one HttpOnly cookie that every request is recognised by', async () => {
  const page = browser()
  assert.equal(await page.signIn(await credentials()), null)
  const cookie = page.jar.get('session')
  assert.deepEqual(
    [
      cookie?.options.httpOnly,
      cookie?.options.sameSite,
      cookie?.options.path,
      cookie?.options.secure,
      cookie?.options.domain,
    ],
    [true, 'lax', '/', false, undefined],
  )
  const ctx = await page.me()
  assert.equal(ctx.actor.kind === 'member' && ctx.actor.email, admin.email)
  const row = await world.database.asAuth(
    async (tx) => await tx.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } }),
  )
  assert.deepEqual([row.ip, row.userAgent], ['203.0.113.9', 'Test/1.0'])
  assert.deepEqual(row.factorAt, row.createdAt)
})

test('the sign-in page is told what to ask for, and nothing more', async () => {
  const page = browser()
  const { code = '', ...known } = await credentials()
  assert.equal(await page.signIn({ ...known, password: 'not the password' }), 'wrong')
  assert.equal(await page.signIn({ email: 'nobody@example.test', password: 'x' }), 'wrong')
  assert.equal(await page.signIn({}), 'wrong')
  assert.equal(await page.signIn(known), 'code_required')
  assert.equal(await page.signIn({ ...known, code: '' }), 'code_required')
  assert.equal(await page.signIn({ ...known, code: '000000' }), 'code_wrong')
  assert.ok(!page.jar.has('session'))
  assert.equal(await page.signIn({ ...known, code }), null)
  for (let failed = 1; failed <= 5; failed += 1) await page.signIn({ ...known, password: 'not the password' })
  assert.equal(await page.signIn({ ...known, code }), 'wait:30')
  access.clock.advance(60_000)
  assert.equal(await page.signIn(await credentials()), null)
})

test('a form without the csrf token signs nobody in or out', async () => {
  const page = browser()
  const answer = await page.call('POST', 'callback/credentials', {
    ...(await credentials()),
    csrfToken: 'guessed',
  })
  assert.match(answer.redirect ?? '', /csrf=true/)
  assert.ok(!page.jar.has('session'))
  await page.signIn(await credentials())
  await page.call('POST', 'signout', {})
  await page.me()
})

test('over https the cookies are __Host- and Secure', async () => {
  const page = browser({ ...access.runtime, publicUrl: 'https://ops.example.com' })
  assert.equal(await page.signIn(await credentials()), null)
  const cookie = page.jar.get('__Host-session')
  assert.deepEqual(
    [cookie?.options.secure, cookie?.options.path, cookie?.options.domain],
    [true, '/', undefined],
  )
  assert.ok([...page.jar.keys()].some((name) => name.startsWith('__Host-next-auth.csrf')))
  await page.me()
})

test('signing out ends the row, and a copy of the cookie is worth nothing', async () => {
  const page = browser()
  await page.signIn(await credentials())
  const copy = browser()
  for (const [name, cookie] of page.jar) copy.jar.set(name, cookie)
  await copy.me()
  await page.form('signout', {})
  assert.ok(!page.jar.has('session'))
  const ended = await listAudit(world.console(operatorScope, access.clock), { action: 'session.end' })
  assert.equal(ended.entries[0]?.ip, '203.0.113.9')
  await assert.rejects(copy.me(), { code: 'unauthenticated' })
  assert.deepEqual((await copy.call('GET', 'session')).body, { expires: '1970-01-01T00:00:00.000Z' })
})

test('the session shows name, address and end, and neither its id nor a part of it', async () => {
  const page = browser()
  await page.signIn(await credentials())
  const { body } = await page.call('GET', 'session')
  assert.ok(isRecord(body))
  assert.deepEqual(Object.keys(body).toSorted(), ['expires', 'user'])
  assert.deepEqual(body['user'], { name: 'Admin', email: admin.email })
})

test('an update gives the session another id; the old cookie dies', async () => {
  const page = browser()
  await page.signIn(await credentials())
  const copy = browser()
  for (const [name, cookie] of page.jar) copy.jar.set(name, cookie)
  const answer = await page.form('session', { data: {} })
  assert.equal(answer.status ?? 200, 200)
  access.clock.advance(5000)
  await page.me()
  await assert.rejects(copy.me(), { code: 'unauthenticated' })
  await copy.form('session', {})
  await assert.rejects(copy.me(), { code: 'unauthenticated' }, 'a dead session cannot be revived')
})

test('a cookie holds nothing but the pointer', async () => {
  const page = browser()
  await page.signIn(await credentials())
  const { decode } = await import('next-auth/jwt')
  const token = await decode({
    token: page.jar.get('session')?.value ?? '',
    secret: access.runtime.keyring.nextAuth,
  })
  assert.deepEqual(Object.keys(token ?? {}).toSorted(), ['exp', 'iat', 'jti', 'sid'])
})

test('a callback address of another site is not followed', async () => {
  const page = browser()
  const answer = await page.form('callback/credentials', {
    ...(await credentials()),
    callbackUrl: 'https://evil.example/',
  })
  assert.equal(new URL(answer.redirect ?? '').origin, PUBLIC_URL)
})
