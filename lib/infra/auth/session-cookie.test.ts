import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'next-auth/jwt'
import { evidenceOf } from './identify.ts'
import { createKeyring } from './keys.ts'
import { cookieValue, issueSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts'

const keyring = createKeyring('a secret of the installation, 32 or more')
const other = createKeyring('another secret of another installation')
const seal = async (secret: string, maxAge?: number): Promise<string> =>
  await encode({ token: { sid: 'the-id' }, secret, ...(maxAge === undefined ? {} : { maxAge }) })

test('the cookie is bound to its host wherever browsers allow it', () => {
  assert.deepEqual(sessionCookie('https://ops.example.com'), {
    name: '__Host-session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
  assert.deepEqual(sessionCookie('http://localhost:3000'), {
    name: 'session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
  })
})

test('a cookie of ours gives the session id; others, changed and expired ones give nothing', async () => {
  const cookie = await seal(keyring.nextAuth)
  assert.equal(await readSessionCookie(keyring, cookie), 'the-id')
  assert.equal(await readSessionCookie(keyring, await seal(other.nextAuth)), null)
  assert.equal(await readSessionCookie(keyring, `${cookie.slice(0, -2)}AA`), null)
  assert.equal(await readSessionCookie(keyring, await seal(keyring.nextAuth, -60)), null)
  assert.equal(await readSessionCookie(keyring, await encode({ token: {}, secret: keyring.nextAuth })), null)
  for (const text of ['', 'x', 'a.b.c.d.e']) assert.equal(await readSessionCookie(keyring, text), null)
})

test('a cookie that other ways in issue is read like that of the form', async () => {
  const header = await issueSessionCookie(keyring, 'https://ops.example.com', 'the-id', 3600)
  const [pair = '', ...attributes] = header.split('; ')
  assert.deepEqual(attributes, ['Path=/', 'Max-Age=3600', 'HttpOnly', 'SameSite=Lax', 'Secure'])
  const value = cookieValue(pair, '__Host-session') ?? ''
  assert.equal(await readSessionCookie(keyring, value), 'the-id')
  assert.equal(await readSessionCookie(other, value), null)
  assert.doesNotMatch(await issueSessionCookie(keyring, 'http://localhost:3000', 'the-id', 60), /Secure/)
})

test('the value of one cookie among others', () => {
  const header = 'a=1; session=x=y ;b=2; session=later; __Host-session=z'
  assert.equal(cookieValue(header, 'session'), 'x=y')
  assert.equal(cookieValue(header, '__Host-session'), 'z')
  assert.equal(cookieValue(header, 'sess'), null)
  assert.equal(cookieValue(null, 'session'), null)
  assert.equal(cookieValue('=x', ''), null)
})

test('evidence: a bearer credential wins, and a request with a bad one is nobody even with a good cookie', async () => {
  const cookie = `session=${await seal(keyring.nextAuth)}`
  const read = async (authorization: string | null, sent: string | null = cookie) =>
    await evidenceOf({ authorization, cookie: sent }, keyring, 'http://localhost:3000')
  assert.deepEqual(await read(null), { kind: 'session', sid: 'the-id', isActivity: true })
  assert.deepEqual(await read('Bearer bw_live_x'), { kind: 'bearer', credential: 'bw_live_x', address: null })
  assert.deepEqual(await read('bearer  bw_live_x'), {
    kind: 'bearer',
    credential: 'bw_live_x',
    address: null,
  })
  for (const bad of ['', 'Basic YTpi', 'Bearer', 'Bearer a b'])
    assert.deepEqual(await read(bad), { kind: 'none' }, bad)
  assert.deepEqual(await read(null, null), { kind: 'none' })
  assert.deepEqual(await read(null, cookie.replace('session=', '__Host-session=')), { kind: 'none' })
})
