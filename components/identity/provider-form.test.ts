import assert from 'node:assert/strict'
import { test } from 'node:test'
import { certificatesIn, oidcSettingsOf, samlSettingsOf, typedSettings } from './provider-form.ts'

const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`

test('certificates stand one below the other, whatever is between them', () => {
  const both = [pem('AAA='), pem('BBB=')]
  assert.deepEqual(certificatesIn(both.join('\n')), both)
  assert.deepEqual(certificatesIn(`subject=old\n${both.join('\n\nsubject=new\n')}`), both)
  assert.deepEqual(certificatesIn('no certificate'), ['no certificate'])
})

test('an empty field is left out, so that the default of the server holds', () => {
  const typed = {
    ...typedSettings(),
    issuer: 'https://id.example.com',
    clientId: 'bailiwick',
    trustsEmail: true,
  }
  assert.deepEqual(oidcSettingsOf(typed), {
    issuer: 'https://id.example.com',
    clientId: 'bailiwick',
    groupsClaim: undefined,
    trustsEmail: true,
    trustsFactor: false,
  })
  assert.deepEqual(samlSettingsOf(typedSettings()).certificates, [''])
})

test('settings that are there go through their fields and come back as they were', () => {
  const oidc = {
    issuer: 'https://id.example.com',
    clientId: 'bailiwick',
    groupsClaim: 'groups',
    trustsEmail: false,
    trustsFactor: true,
  }
  assert.deepEqual(oidcSettingsOf(typedSettings(oidc)), oidc)
  const saml = {
    entityId: 'urn:idp',
    ssoUrl: 'https://id.example.com/sso',
    certificates: [pem('AAA='), pem('BBB=')],
    emailAttribute: 'mail',
    nameAttribute: 'name',
    groupsAttribute: 'groups',
    wantsResponseSigned: true,
    trustsFactor: false,
  }
  assert.deepEqual(samlSettingsOf(typedSettings(saml)), saml)
})
