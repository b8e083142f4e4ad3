import assert from 'node:assert/strict'
import { createServer, METHODS, request as ask } from 'node:http'
import { test } from 'node:test'
import { refuseMethod, renameTrace } from './refused-methods.ts'

const OWN = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The status that a server gives which, like Next.js, makes a Request of what it is asked; null when it does not answer. */
async function statusOf(method: string): Promise<number | null> {
  const server = createServer((message, response) => {
    try {
      const request = new Request('http://own.invalid/', { method: message.method ?? '' })
      response.writeHead(refuseMethod(request)?.status ?? 200).end()
    } catch {
      response.writeHead(500).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const status = await new Promise<number | null>((resolve) => {
    const asked = ask({ host: '127.0.0.1', port: address.port, method, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', () => resolve(null))
    asked.end()
  })
  await new Promise((done) => server.close(done))
  return status
}

test('every method that Node lets through is taken or answered 405, and TRACE is no fault of ours', async () => {
  assert.equal(await statusOf('TRACE'), 500, 'as it is without us')
  const end = renameTrace()
  for (const method of METHODS) {
    const expected = method === 'CONNECT' ? null : OWN.includes(method) ? 200 : 405
    assert.equal(await statusOf(method), expected, method)
  }
  end()
  assert.ok(METHODS.length > 30)
})

test('the answer says what is taken there', () => {
  const allowAt = (path: string): string | null | undefined =>
    refuseMethod(new Request(`http://own.invalid${path}`, { method: 'X-TRACE' }))?.headers.get('allow')
  assert.equal(allowAt('/incidents'), 'GET, HEAD')
  for (const path of ['/api/v1/incidents', '/api/auth/signout', '/p/token'])
    assert.equal(allowAt(path), OWN.join(', '))
})
