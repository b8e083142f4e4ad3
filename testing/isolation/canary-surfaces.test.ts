// A route or page that nobody reads for the canaries fails here, as one without a case of the matrix does.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { ROUTES } from '#app/api/routes.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { CANARY_KINDS } from '#lib/core/canary.ts'
import { kindOfParam, NOT_READ, paramsOf, READERS, SURFACES } from '#lib/modules/canaries/domain/surfaces.ts'
import { OTHER_ROUTES } from './addresses-on-disk.ts'

const named = new Set(SURFACES.map(({ name }) => name))
const inBraces = (path: string): string => path.replaceAll(/\[(\w+)\]/g, '{$1}')

/** Addresses of the pages, by the folders. */
const pages = (): string[] =>
  readdirSync(new URL('../../app/', import.meta.url), { recursive: true })
    .map(String)
    .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replaceAll(/\/\([^/]+\)/g, ''))
    .map((path) => (path === '' ? '/' : inBraces(path)))

test('every route that reads has a canary case, or it is written down why not', () => {
  const reading = Object.entries(ROUTES).flatMap(([path, handlers]) => ('GET' in handlers ? [path] : []))
  assert.ok(reading.length >= 30, `${reading.length} routes seen`)
  const missing = reading.filter((path) => !named.has(`GET ${path}`) && NOT_READ[path] === undefined)
  assert.deepEqual(missing, [])
})

test('so has every route that answers with a file, by whatever method', () => {
  const files = Object.entries(ROUTES).flatMap(([path, handlers]) =>
    Object.entries(handlers).flatMap(([method, { declaration }]) =>
      declaration.response === downloadOutput ? [{ path, name: `${method} ${path}` }] : [],
    ),
  )
  assert.ok(files.length >= 2, `${files.length} routes with a file seen`)
  assert.deepEqual(
    files.filter(({ name, path }) => !named.has(name) && NOT_READ[path] === undefined),
    [],
  )
})

test('so have the routes that are not of the API, and every page', () => {
  const others = Object.keys(OTHER_ROUTES).filter(
    (path) => !named.has(`GET ${path}`) && NOT_READ[path] === undefined,
  )
  assert.deepEqual(others, [])
  const found = pages()
  assert.ok(found.length >= 14, `${found.length} pages seen`)
  assert.deepEqual(
    found.filter((path) => !named.has(`page ${path}`) && NOT_READ[path] === undefined),
    [],
  )
})

test('nothing is read that does not exist any more, and nothing twice', () => {
  const here = new Set([
    ...Object.entries(ROUTES).flatMap(([path, handlers]) =>
      Object.keys(handlers).map((method) => `${method} ${path}`),
    ),
    // A list of provisioning is also searched by POST.
    ...Object.keys(OTHER_ROUTES).flatMap((path) => [`GET ${path}`, `POST ${path}`]),
    ...pages().map((path) => `page ${path}`),
  ])
  const strays = SURFACES.filter(({ name, kind }) => kind !== 'engine' && !here.has(name))
  assert.deepEqual(
    strays.map(({ name }) => name),
    [],
  )
  assert.equal(named.size, SURFACES.length)
  for (const [path, reason] of Object.entries(NOT_READ)) {
    assert.ok(reason.length > 30, path)
    assert.ok(!named.has(`GET ${path}`), path)
  }
})

test('every parameter of a path is a row that a canary has, and every surface has readers', () => {
  for (const { name, path, readers } of SURFACES) {
    for (const param of paramsOf(path)) {
      assert.ok(param === 'platformId' || kindOfParam(param) !== undefined, `${name}: ${param}`)
    }
    assert.ok(readers.length > 0 && readers.every((reader) => READERS.includes(reader)), name)
  }
})

test('no two kinds of rows share a place in the ids', () => {
  const places = Object.values(CANARY_KINDS)
  assert.equal(new Set(places).size, places.length)
})
