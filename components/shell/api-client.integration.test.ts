import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { apiGet, apiPath, apiSend } from './api-client.ts'
import { ApiProblem } from './api-problem.ts'
import { sayWith } from './browser-says.ts'

sayWith(englishText('ui'))

const seen: { method: string; type: string | undefined; body: string }[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString()
  })
  request.on('end', () => {
    seen.push({ method: request.method ?? '', type: request.headers['content-type'], body })
    if (request.url === '/ok') response.end('{"value":1}')
    else if (request.url === '/empty') response.writeHead(204).end()
    else if (request.url === '/hang-up') request.socket.destroy()
    else if (request.url === '/html') response.writeHead(502).end('<html>bad gateway</html>')
    else
      response
        .writeHead(409, { 'x-request-id': 'r-9' })
        .end('{"type":"urn:bailiwick:problem:conflict","detail":"Somebody was first."}')
  })
})
let origin = ''

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  origin = `http://127.0.0.1:${address.port}`
})
after(() => {
  server.close()
})

const problemOf = async (call: Promise<unknown>): Promise<ApiProblem> => {
  const problem = await call.then(
    () => null,
    (error: unknown) => error,
  )
  assert.ok(problem instanceof ApiProblem, String(problem))
  return problem
}

test('an answer is its JSON, and no answer body is null', async () => {
  assert.deepEqual(await apiGet(`${origin}/ok`), { value: 1 })
  assert.equal(await apiSend('DELETE', `${origin}/empty`), null)
})

test('a write goes out as JSON, also without input', async () => {
  await apiSend('POST', `${origin}/ok`, { name: 'a' })
  assert.deepEqual(seen.at(-1), { method: 'POST', type: 'application/json', body: '{"name":"a"}' })
  await apiSend('POST', `${origin}/ok`)
  assert.equal(seen.at(-1)?.body, '{}')
})

test('a refusal is a problem with its code and id', async () => {
  const problem = await problemOf(apiSend('POST', `${origin}/conflict`))
  assert.equal(problem.code, 'conflict')
  assert.equal(problem.message, 'Somebody was first.')
  assert.equal(problem.requestId, 'r-9')
})

test('a proxy without anybody behind it, and a broken connection, are told apart', async () => {
  assert.equal((await problemOf(apiGet(`${origin}/html`))).code, 'unavailable')
  const problem = await problemOf(apiSend('POST', `${origin}/hang-up`))
  assert.equal(problem.code, 'unreachable')
  assert.match(problem.message, /not known whether this was saved/)
})

test('a call that nobody waits for any more is not reported as a problem', async () => {
  const gone = AbortSignal.abort(new DOMException('gone', 'AbortError'))
  await assert.rejects(apiGet(`${origin}/ok`, gone), { name: 'AbortError' })
})

test('paths carry what is defined', () => {
  assert.equal(
    apiPath('/api/v1/incidents', { scope: 'tenant:1', state: undefined, limit: 50, open: true }),
    '/api/v1/incidents?scope=tenant%3A1&limit=50&open=true',
  )
  assert.equal(apiPath('/api/v1/me'), '/api/v1/me')
})
