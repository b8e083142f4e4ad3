import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MailError } from './errors.ts'
import { checkMail, isMailAddress, type Mail } from './message.ts'

const good: Mail = {
  to: 'ada@example.com',
  subject: 'Grüße',
  text: 'any\ntext',
  messageId: 'd1.2@bailiwick',
  headers: { 'X-Incident': '7' },
}
const faultOf = (mail: Mail): string | undefined => {
  try {
    checkMail(mail)
    return undefined
  } catch (error) {
    assert.ok(error instanceof MailError)
    assert.deepEqual([error.fault, error.code, error.isRetryable], ['invalid', 'invalid_input', false])
    return error.message.split(':')[0]
  }
}

test('a plain message passes', () => {
  assert.equal(faultOf(good), undefined)
})

for (const to of [
  'ada@example.com, eve@example.com',
  'ada@example.com;eve@example.com',
  'ada@example.com\r\nBcc: eve@example.com',
  'Ada <ada@example.com>',
  '"ada@example.com x"@evil.example',
  '<eve@example.com>ada@example.com',
  'ada(@comment)@example.com',
  'ada@@example.com',
  'ada',
  '@example.com',
  'ada@',
  '',
  ' ada@example.com',
  'ada@example.com\u2028x',
  `${'a'.repeat(65)}@example.com`,
]) {
  test(`${JSON.stringify(to.slice(0, 50))} is not one address`, () => {
    assert.equal(isMailAddress(to), false)
    assert.equal(faultOf({ ...good, to }), 'to')
  })
}

test('ordinary and international addresses pass', () => {
  for (const to of ['ada@example.com', "o'neil+ops@sub.example.co", 'jörg@bücher.example', 'root@localhost'])
    assert.equal(isMailAddress(to), true, to)
})

test('a subject and header values are one line', () => {
  for (const line of ['a\r\nBcc: eve@example.com', 'a\nb', 'a\rb', 'a\u0000b', 'a\u0085b', 'x'.repeat(901)]) {
    assert.equal(faultOf({ ...good, subject: line }), 'subject')
    assert.equal(faultOf({ ...good, headers: { 'X-Note': line } }), 'headers.X-Note')
  }
})

test('header names are names, and not those that the mailer sets', () => {
  for (const name of ['X Note', 'X:Note', 'X\r\nBcc', ''])
    assert.equal(faultOf({ ...good, headers: { [name]: 'x' } }), 'headers', name)
  for (const name of ['Bcc', 'FROM', 'Content-Type', 'Reply-To'])
    assert.equal(faultOf({ ...good, headers: { [name]: 'x' } }), `headers.${name}`)
})

test('a message id holds nothing that ends it', () => {
  for (const messageId of ['', 'a', '<a@b>', 'a@b>\r\nBcc: x', 'a b@c'])
    assert.equal(faultOf({ ...good, messageId }), 'messageId')
})
