import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oidcSettings, samlSettings } from '#lib/modules/identity/schemas.ts'
import { settingsShown } from './settings-shown.ts'

const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`

const OIDC = oidcSettings.parse({ issuer: 'https://id.example.com', clientId: 'ops', groupsClaim: 'staff' })
const SAML = samlSettings.parse({
  entityId: 'urn:id',
  ssoUrl: 'https://id.example.com/sso',
  certificates: [pem('AAA='), pem('BBB=')],
  emailAttribute: 'mail',
  trustsFactor: true,
})

test('whoever confirms settings reads every one of them, whole', () => {
  for (const settings of [OIDC, SAML]) {
    const shown = settingsShown(settings)
    assert.equal(new Set(shown.map(({ label }) => label)).size, Object.keys(settings).length)
    assert.deepEqual(
      shown.map(({ value }) => value),
      Object.values(settings).map((value) => (Array.isArray(value) ? value.join('\n') : value)),
    )
  }
  assert.deepEqual(Object.keys(OIDC).toSorted(), Object.keys(oidcSettings.shape).toSorted())
  assert.deepEqual(Object.keys(SAML).toSorted(), Object.keys(samlSettings.shape).toSorted())
})

test('what decides who comes in by SAML stands there: the keys, the place, the attribute of the address', () => {
  const shown = new Map(settingsShown(SAML).map(({ label, value }) => [label, value]))
  assert.equal(shown.get('certificates'), `${pem('AAA=')}\n${pem('BBB=')}`)
  assert.deepEqual(
    [shown.get('sso'), shown.get('emailAttribute'), shown.get('groupsAttribute'), shown.get('trustsFactor')],
    ['https://id.example.com/sso', 'mail', 'groups', true],
  )
})
