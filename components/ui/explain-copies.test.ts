import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTES } from '#app/api/routes.ts'
import { inputsAsCsv, inputsAsCurl, ROUTE_OF_PAGE, routeOf } from './explain-copies.ts'

const AS_OF = '2026-11-20T10:00:00.000Z'
const ORIGIN = 'https://ops.example.test'

test('every route is one that there is', () => {
  for (const route of Object.values(ROUTE_OF_PAGE)) assert.ok(Object.hasOwn(ROUTES, route), route)
})

test('a page leads to the route of its rows, with the names and the time that the route knows', () => {
  assert.equal(
    routeOf('/incidents?state=open&scope=operator&service=x&columns=code', AS_OF),
    '/api/v1/incidents?state=open&scope=operator&serviceId=x',
  )
  assert.equal(
    routeOf('/explore?scope=operator&q=sum%28up%29&unit=s', AS_OF),
    '/api/v1/query?scope=operator&query=sum%28up%29&time=2026-11-20T10%3A00%3A00.000Z',
  )
  assert.equal(routeOf('/incidents/42#pages', AS_OF), '/api/v1/incidents/42')
  for (const href of ['/on-call', '/incidents/42/more', '/constructor'])
    assert.equal(routeOf(href, AS_OF), null, href)
})

test('what is pasted is one command for each input that can be read, and a shell finds nothing else in it', () => {
  const inputs = [
    { label: 'The open\nincidents', value: '3', href: "/incidents?text=it's&scope=operator" },
    { label: 'The rota', href: '/on-call' },
  ]
  assert.equal(
    inputsAsCurl({ inputs, asOf: AS_OF }, ORIGIN),
    `# The open incidents\ncurl -H "Authorization: Bearer $BAILIWICK_KEY" '${ORIGIN}/api/v1/incidents?text=it%27s&scope=operator'`,
  )
  assert.equal(inputsAsCurl({ inputs: [], asOf: AS_OF }, ORIGIN), '')
})

test('the table has a line for each input, also for those without a value, and runs no formula', () => {
  const inputs = [
    { label: '=1+1', value: '2,418', href: '/services?scope=operator' },
    { label: 'The rota', href: '/on-call' },
  ]
  assert.equal(
    inputsAsCsv({ inputs, asOf: AS_OF }, ORIGIN),
    [
      'input,value,as of (UTC),address',
      `'=1+1,"2,418",${AS_OF},${ORIGIN}/services?scope=operator`,
      `The rota,,${AS_OF},${ORIGIN}/on-call`,
      '',
    ].join('\r\n'),
  )
})
