import assert from 'node:assert/strict'
import { z } from 'zod'
import { Person } from './person.ts'
import { rawRequest, type RawAnswer } from './raw-request.ts'

const LONG = 'x'.repeat(50_000)
/** What fields are sent that are for something else. */
const HOSTILE: readonly string[] = [
  '',
  LONG,
  'a\u0000b',
  'a\u001B[2Jb',
  'a\r\nset-cookie: x=y',
  '<img src=x onerror=alert(1)>',
  '=1+1',
  '{"a":1}',
]
/** Addresses to which nobody is led. */
const ELSEWHERE: readonly string[] = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  ['javascript', 'alert(1)'].join(':'),
  'data:text/html,x',
  'https:evil.example',
  'x',
  ...HOSTILE,
]
/** Fields of the form of sign-in, and the values that each is sent. */
const FORM: Readonly<Record<string, readonly string[]>> = {
  csrfToken: HOSTILE,
  email: HOSTILE,
  password: HOSTILE,
  code: HOSTILE,
  passkey: [...HOSTILE, 'null', '[]', '7', '{"id":7}', '{"__proto__":{}}'],
  callbackUrl: ELSEWHERE,
  redirect: HOSTILE,
  json: HOSTILE,
}
/** What is no text. */
const NO_TEXT: readonly unknown[] = [7, true, null, [], {}, [[]]]
const READING = [
  'signin',
  'signout',
  'error',
  'csrf',
  'session',
  'callback/credentials',
  'providers',
  '_log',
  '%00',
]
const AT_ONCE = 8

/** A request to one of next-auth's doors, and what it is about. */
interface Asked {
  readonly what: string
  readonly target: string
  /** Of a POST; its content type decides how it is sent. */
  readonly fields?: Readonly<Record<string, unknown>>
  readonly isJson?: boolean
}

function* everyQuestion(csrfToken: string): Generator<Asked> {
  let at = 0
  // Nobody's address, so that nobody is locked out by it.
  const form = () => ({
    csrfToken,
    email: `nobody-${(at += 1)}@example.test`,
    password: 'none',
    json: 'true',
  })
  const target = '/api/auth/callback/credentials'
  for (const [field, values] of Object.entries(FORM)) {
    for (const value of values)
      yield { what: `${field}: ${value}`, target, fields: { ...form(), [field]: value } }
    for (const value of NO_TEXT) {
      const what = `${field}: ${JSON.stringify(value)}`
      yield { what, target, fields: { ...form(), [field]: value }, isJson: true }
    }
  }
  for (const door of ['signout', 'session'])
    for (const value of ELSEWHERE) {
      const fields = { csrfToken, json: 'true', callbackUrl: value }
      yield { what: `${door}: ${value}`, target: `/api/auth/${door}`, fields }
    }
  for (const door of READING)
    for (const value of ELSEWHERE.filter((one) => one !== LONG)) {
      const query = new URLSearchParams({ callbackUrl: value, error: value })
      yield { what: `${door}: ${value}`, target: `/api/auth/${door}?${query.toString()}` }
    }
}

/** A problem names the field, or the browser is sent back to the form with the reason in the address. */
function refuseSignedIn(origin: string, { status, headers, text }: RawAnswer, what: string): void {
  const all = `${what.slice(0, 160)}: ${status} ${text.slice(0, 300)}`
  assert.ok([200, 302, 400, 401, 403, 404].includes(status), all)
  assert.doesNotMatch(headers['set-cookie'] ?? '', /session(?:-token)?=[^;]/, all)
  assert.doesNotMatch(text, /<img src=x/, all)
  if (status === 400) assert.match(text, /"errors":\[\{"field":"[^"]+","problem":"[^"]{3,}"|"url":/, all)
  const led = /^\{"url":"([^"]*)"/.exec(text)?.[1] ?? headers['location'] ?? origin
  assert.equal(new URL(led, origin).origin, origin, `${all} ${led}`)
}

/** Sends bad input to every door of next-auth; returns the figure. Rejects when somebody was signed in or led elsewhere. */
export async function tryNextAuth(origin: string): Promise<string> {
  const visitor = new Person(origin)
  const said: unknown = await (await visitor.fetch('/api/auth/csrf')).json()
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(said)
  const cookie = visitor
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  let [sent, named] = [0, 0]
  const questions = everyQuestion(csrfToken)
  const send = async ({ what, target, fields, isJson = false }: Asked): Promise<void> => {
    const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' }
    const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded'
    const texts = Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)])
    const body = isJson ? JSON.stringify(fields) : new URLSearchParams(texts).toString()
    const posted = fields === undefined ? {} : { method: 'POST', body }
    const answer = await rawRequest(origin, {
      target,
      ...posted,
      headers: { ...headers, 'content-type': type },
    })
    refuseSignedIn(origin, answer, what)
    sent += 1
    if (answer.status === 400) named += 1
  }
  const work = async (): Promise<void> => {
    for (const question of questions) await send(question)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  assert.equal((await visitor.call('GET', '/api/v1/me')).status, 401)
  assert.ok(sent > 200 && named > 50, `${sent} requests, ${named} named`)
  return `next-auth: ${sent} requests, ${named} refused by the name of the field, 0 signed in, 0 led to another site`
}
