import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayInEnglish } from '#lib/core/say.ts'
import { sayIn } from '#lib/core/words.ts'
import { noticeMail, type AccountNotice } from './account-notice.ts'

const PARTS = {
  name: 'Ada Admin',
  timeZone: 'Asia/Kuala_Lumpur',
  language: 'en',
  say: sayInEnglish,
  at: new Date('2026-11-20T06:32:07Z'),
  publicUrl: 'https://ops.example.com',
} as const
const SOON = new Date('2026-11-27T06:32:07Z')
const address = '203.0.113.7'

const ALL: readonly AccountNotice[] = [
  { kind: 'new_device', device: 'Firefox 130 on Linux', address, way: 'password' },
  { kind: 'password', address },
  { kind: 'factor', address: null },
  { kind: 'recovery_codes', address },
  { kind: 'email_asked', newEmail: 'new@example.test', address },
  { kind: 'email_confirm', link: 'https://ops.example.com/confirm-email#t', expiresAt: PARTS.at },
  { kind: 'sign_in_link', link: 'https://ops.example.com/sign-in/link#t', expiresAt: PARTS.at },
  { kind: 'password_link', link: 'https://ops.example.com/sign-in/password#t', expiresAt: PARTS.at },
  { kind: 'email_changed', address },
  { kind: 'credential_ending', what: 'source', credential: 'web', scopeName: 'Acme', expiresAt: SOON },
  { kind: 'role_ending', role: 'on_call', scopeName: 'Acme', expiresAt: SOON },
  { kind: 'role_renewal', role: 'on_call', scopeName: 'Acme', expiresAt: SOON, holder: 'Kwame' },
  { kind: 'account_locked', link: 'https://ops.example.com/unlock#t', expiresAt: PARTS.at, address },
]

test('every notice has a subject of its own and says what to do', () => {
  const mails = ALL.map((notice) => noticeMail(notice, PARTS))
  assert.equal(new Set(mails.map(({ subject }) => subject)).size, ALL.length)
  for (const { text } of mails) {
    assert.match(text, /^Ada Admin,\n\n/)
    assert.match(text, /If (this was you|you did not ask|not, there is nothing to do)/)
  }
})

test('times are in the zone of the member and name it', () => {
  const [first] = ALL.map((notice) => noticeMail(notice, PARTS).text)
  assert.match(first ?? '', /Time {5}20 Nov 2026, 14:32:07 (GMT\+8|MYT)/)
  assert.match(first ?? '', /Device {3}Firefox 130 on Linux\n {2}Address {2}203\.0\.113\.7/)
})

test('an address that nobody knows is left out', () => {
  assert.ok(!noticeMail({ kind: 'factor', address: null }, PARTS).text.includes('from the address'))
})

test('the mail of a link says until when it is good, and that it is for nobody else', () => {
  for (const notice of ALL) {
    if (!('link' in notice)) continue
    const { text } = noticeMail(notice, PARTS)
    assert.ok(text.includes(`\n\n${notice.link}\n\n`), notice.kind)
    assert.match(text, /14:32:07/)
    assert.match(text, /If you did not ask for it, do nothing/)
  }
})

test('the mail of a role that ends says which, where, when in the zone of its reader, and what to do', () => {
  const role = { role: 'on_call', scopeName: 'Acme', expiresAt: SOON }
  const { text } = noticeMail({ kind: 'role_ending', ...role }, PARTS)
  assert.match(
    text,
    /Role {3}on call\n {2}Scope {2}Acme\n {2}End {4}27 Nov 2026, 14:32:07 .*, 7 d from this mail/,
  )
  const other = noticeMail({ kind: 'role_renewal', ...role, holder: 'Kwame' }, PARTS).text
  assert.match(other, /Member Kwame/)
  assert.match(other, /give the same role again with a later end: https:\/\/ops\.example\.com\/members/)
})

test('whoever reads Malay is told in Malay, with times as Malay writes them, and no English sentence between', () => {
  const malay = { ...PARTS, language: 'ms', say: sayIn('ms') } as const
  for (const notice of ALL) {
    const [english, told] = [noticeMail(notice, PARTS), noticeMail(notice, malay)]
    assert.notEqual(told.subject, english.subject)
    const lines = new Set(english.text.split('\n').filter((line) => /\w+ \w+ \w+/.test(line)))
    for (const line of told.text.split('\n')) assert.ok(!lines.has(line), `${notice.kind}: ${line}`)
  }
  const ending = noticeMail(
    { kind: 'role_ending', role: 'on_call', scopeName: 'Acme', expiresAt: SOON },
    malay,
  )
  assert.match(
    ending.text,
    /Peranan {2}petugas siap sedia\n {2}Skop {5}Acme\n {2}Tamat {4}27 Nov 2026, 14:32:07/,
  )
})
