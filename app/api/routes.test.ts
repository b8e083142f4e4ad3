import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'
import { openApiDocument } from '#lib/infra/http/openapi.ts'
import { addressesOnDisk, OTHER_ROUTES } from '#testing/isolation/addresses-on-disk.ts'
import { ROUTES } from './routes.ts'

const inTable = (): string[] => Object.keys(ROUTES).map((path) => path.replaceAll(/\{(\w+)\}/g, '[$1]'))

test('the table holds exactly the routes that there are', () => {
  assert.deepEqual([...inTable(), ...Object.keys(OTHER_ROUTES)].toSorted(), addressesOnDisk().toSorted())
})

test('every route stands at its own address and exports nothing but declared methods', async () => {
  for (const [path, handlers] of Object.entries(ROUTES)) {
    const file = new URL(
      `.${path.slice('/api'.length).replaceAll(/\{(\w+)\}/g, '[$1]')}/route.ts`,
      import.meta.url,
    )
    assert.equal(await import(file.href), handlers, path)
    for (const [method, handler] of Object.entries(handlers)) {
      assert.match(method, /^(?:GET|POST|PUT|PATCH|DELETE)$/)
      assert.match(handler.declaration.summary, /^[A-Z].*\.$/)
    }
  }
})

test('GET takes no body, and parameters in a path are declared by their names', () => {
  for (const [path, handlers] of Object.entries(ROUTES)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const [method, { declaration }] of Object.entries(handlers)) {
      if (method === 'GET') assert.equal(declaration.body, null, path)
      const { params } = declaration
      assert.deepEqual(
        params instanceof z.ZodObject ? Object.keys(params.shape) : [],
        names,
        `${method} ${path}`,
      )
    }
  }
})

test('the description names every route once', () => {
  const document = openApiDocument(ROUTES, 'http://localhost:3000', '1.0.0')
  assert.ok(isRecord(document) && isRecord(document['paths']))
  assert.deepEqual(Object.keys(document['paths']), Object.keys(ROUTES))
  const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(ids.length, Object.values(ROUTES).flatMap((handlers) => Object.keys(handlers)).length)
})
