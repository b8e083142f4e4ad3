import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayInEnglish } from '#lib/core/say.ts'
import { sayIn } from '#lib/core/words.ts'
import { writeNotice, type NoticeFacts } from './notice.ts'

const ENGLISH = { language: 'en', say: sayInEnglish } as const
const NOW = new Date('2026-11-20T06:35:00Z')
const page: NoticeFacts = {
  purpose: 'page',
  incidentId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  code: 'INC-7K3F9',
  title: 'api does not answer',
  severity: 'P1',
  platformName: 'Licences',
  tenantName: 'Merbau',
  serviceName: 'api',
  openedAt: new Date('2026-11-20T06:32:07Z'),
  acknowledgedByName: null,
  step: 1,
  incidentUrl: 'https://b.example/incidents/1?scope=tenant:2',
  ackUrl: 'https://b.example/p/bw_ack_x',
}

test('a page says what, how bad, where, since when, and how to take it', () => {
  const { subject, text, html } = writeNotice(page, NOW, ENGLISH)
  assert.equal(subject, 'P1 api does not answer (INC-7K3F9)')
  for (const part of [
    'You are paged.',
    'Where: api of Licences, Merbau',
    '2026-11-20 06:32:07 UTC (2 m 53 s ago)',
    'Step: 2',
    `Acknowledge: ${page.ackUrl ?? ''}`,
  ]) {
    assert.ok(text.includes(part), part)
  }
  assert.ok(html.includes('href="https://b.example/p/bw_ack_x"'))
})

test('notices of the end carry no link that acts', () => {
  for (const purpose of ['acknowledged', 'resolved'] as const) {
    const { text, subject } = writeNotice(
      { ...page, purpose, ackUrl: null, step: -1, acknowledgedByName: 'Sam' },
      NOW,
      ENGLISH,
    )
    assert.ok(!text.includes('/p/'))
    assert.ok(subject.includes('INC-7K3F9'))
    assert.ok(!text.includes('Step'))
  }
})

test('what comes from labels is text: no markup in the mail, no second header line', () => {
  const { subject, html } = writeNotice(
    { ...page, title: '<img src=x onerror=alert(1)>\r\nBcc: all@example.test' },
    NOW,
    ENGLISH,
  )
  assert.ok(!/[\r\n]/.test(subject))
  assert.ok(!html.includes('<img'))
  assert.ok(html.includes('&lt;img'))
})

test('whoever reads Malay is paged in Malay, and the incident keeps its own words', () => {
  const { subject, text, html } = writeNotice(page, NOW, { language: 'ms', say: sayIn('ms') })
  assert.equal(subject, 'P1 api does not answer (INC-7K3F9)')
  for (const part of [
    'Anda dipanggil.',
    'Di mana: api bagi Licences, Merbau',
    'Langkah: 2',
    'Akui: https://b.',
  ])
    assert.ok(text.includes(part), part)
  assert.match(html, /^<!doctype html><html lang="ms">/)
})
