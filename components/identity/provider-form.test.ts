import assert from 'node:assert/strict'
import { test } from 'node:test'
import { certificatesIn, certificateText, oidcSettingsOf, samlSettingsOf } from './provider-form.ts'

const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`

test('certificates stand one below the other, whatever is between them', () => {
  const both = [pem('AAA='), pem('BBB=')]
  assert.deepEqual(certificatesIn(certificateText(both)), both)
  assert.deepEqual(certificatesIn(`subject=old\n${both.join('\n\nsubject=new\n')}`), both)
  assert.deepEqual(certificatesIn('no certificate'), ['no certificate'])
})

test('an empty field is left out, so that the default of the server holds; a tick is a yes', () => {
  const form = new FormData()
  form.set('issuer', ' https://id.example.com ')
  form.set('clientId', 'bailiwick')
  form.set('groupsClaim', '')
  form.set('trustsEmail', 'on')
  assert.deepEqual(oidcSettingsOf(form), {
    issuer: 'https://id.example.com',
    clientId: 'bailiwick',
    groupsClaim: undefined,
    trustsEmail: true,
    trustsFactor: false,
  })
  assert.deepEqual(samlSettingsOf(new FormData()).certificates, [''])
})
