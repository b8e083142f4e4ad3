import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { patternOf } from './page-pattern.ts'

test('every page and door of provisioning about one thing is one pattern, whatever was typed for its id', () => {
  const folders = ['(portal)', 'api/scim'].flatMap((folder) =>
    readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\/\[[^/.]+\]$/.test(name))
      .map((name) => `/${folder === '(portal)' ? '' : `${folder}/`}${name}`),
  )
  assert.ok(folders.includes('/incidents/[incidentId]') && folders.includes('/api/scim/v2/Users/[id]'))
  for (const folder of folders) {
    const asked = [randomUUID(), randomUUID().toUpperCase(), 'nonsense', 'a/b'].map((id) =>
      patternOf(folder.replace(/\[[^\]]+\]$/, id)),
    )
    assert.deepEqual([...new Set(asked)], [folder.replace(/\[[^\]]+\]$/, '{id}')])
  }
})

test('pages that name nothing are told apart', () => {
  for (const path of ['/', '/incidents', '/access/review', '/api/live', '/api/scim/v2/Users'])
    assert.equal(patternOf(path), path)
  assert.equal(patternOf(`/else/${randomUUID()}/more`), '/else/{id}/more')
})
