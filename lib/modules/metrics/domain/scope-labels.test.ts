import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentName, shownLabels, shownName } from './scope-labels.ts'

test('labels that were sent under the added names move aside, and the way back is found', () => {
  const names = [
    'job',
    'tenant',
    'platform',
    'exported_tenant',
    'exported_exported_platform',
    'exported_job',
    'tenants',
  ]
  assert.deepEqual(names.map(shownName), [
    'job',
    'exported_tenant',
    'exported_platform',
    'exported_exported_tenant',
    'exported_exported_exported_platform',
    'exported_job',
    'tenants',
  ])
  for (const name of names) assert.equal(sentName(shownName(name)), name)
  assert.equal(sentName('tenant'), undefined)
  assert.equal(sentName('platform'), undefined)
})

test('a series of the platform itself has no tenant', () => {
  const sent = ['__name__', 'up', 'tenant', 'x']
  assert.deepEqual(
    [...shownLabels(sent, { platform: 'P', tenant: null })],
    [
      ['platform', 'P'],
      ['__name__', 'up'],
      ['exported_tenant', 'x'],
    ],
  )
  assert.deepEqual(
    [...shownLabels(['__name__', 'up'], { platform: 'P', tenant: 'acme' })],
    [
      ['platform', 'P'],
      ['tenant', 'acme'],
      ['__name__', 'up'],
    ],
  )
})
