import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { LANGUAGE_NAMES } from '#components/language/language-names.ts'
import { LANGUAGES, type Language } from '#lib/core/language.ts'
import { EN } from '#components/language/english.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { untouched } from '../../public/phone-view.js'
import { deadLinkDocument, phoneDocument, refusedDocument } from './document.ts'
import { jsonBlock, markup } from './markup.ts'
import { NIGHT_TOKENS } from './styles.ts'
import { waitingState } from '#testing/phone-page/states.ts'

const nonce = 'bm9uY2U='
const reader = { language: 'en', nonce } as const
const documentOf = (change: Partial<typeof waitingState> = {}, language: Language = 'en'): string =>
  phoneDocument({
    state: { ...waitingState, ...change },
    phone: untouched,
    scope: operatorScope,
    language,
    nonce,
  })
const source = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

test('every value is escaped, wherever it stands', () => {
  assert.equal(
    markup`<a title="${'"><script>'}">${"a'b & <b>"}</a>`.text,
    '<a title="&quot;&gt;&lt;script&gt;">a&#39;b &amp; &lt;b&gt;</a>',
  )
  assert.equal(
    markup`<ol>${[markup`<li>${1}</li>`, markup`<li>${'<'}</li>`]}</ol>`.text,
    '<ol><li>1</li><li>&lt;</li></ol>',
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.doesNotMatch(markup`${text}`.text, /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      assert.doesNotMatch(jsonBlock({ text }).text, /</)
      assert.deepEqual(JSON.parse(jsonBlock({ text }).text), { text })
    }),
  )
})

test('hostile names and texts stay texts', () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
  const text = documentOf({
    title: evil,
    sentence: evil,
    code: evil,
    service: { name: evil, state: 'down' },
    next: { names: [evil], mine: false, dueAt: '2026-11-20T06:36:07Z', since: '2026-11-20T06:31:07Z' },
    paged: [{ name: evil, mine: false, at: null }],
    timeline: [{ at: '2026-11-20T06:31:07Z', text: evil }],
  })
  assert.equal([...text.matchAll(/<script/g)].length, 2)
  assert.ok(!text.includes('<img'))
  assert.ok(!refusedDocument(reader, evil, evil).includes('<img'))
})

test('nothing in the documents needs more than the policy allows', () => {
  for (const text of [documentOf(), deadLinkDocument(reader), refusedDocument(reader, 'x', '/p/y')]) {
    assert.doesNotMatch(text, /\sstyle=|\son\w+=|javascript:/)
    for (const [, attributes = ''] of text.matchAll(/<(?:script|style)\b([^>]*)>/g)) {
      assert.ok(
        attributes.includes(`nonce="${nonce}"`) || attributes.includes('application/json'),
        attributes,
      )
    }
    for (const [, address = ''] of text.matchAll(/\s(?:src|href|action)="([^"]*)"/g))
      assert.match(address, /^(?:\/(?!\/)|data:,$)/)
  }
})

for (const language of LANGUAGES)
  test(`document and scripts together weigh at most 15 kB, gzipped, in ${LANGUAGE_NAMES[language]}`, () => {
    const entry = {
      at: '2026-11-20T06:31:07Z',
      text: 'Paged Ada Lovelace by e-mail and by webhook. '.repeat(3),
    }
    const text = documentOf({ timeline: [entry, entry, entry, entry] }, language)
    const weight = [text, source('../../public/phone.js'), source('../../public/phone-view.js')]
      .map((part) => gzipSync(part).length)
      .reduce((sum, bytes) => sum + bytes, 0)
    assert.ok(weight < 15_000, `${weight} bytes`)
  })

test('a document is in one language: that of the member who was paged', () => {
  const malay = documentOf({ next: null, service: { name: 'license-server', state: 'down' } }, 'ms')
  assert.match(malay, /<html lang="ms">/)
  for (const text of [
    'Tiada orang lain dipanggil selepas anda',
    'Belum diakui',
    'Terputus',
    'Akui',
    'Buka insiden',
  ])
    assert.ok(malay.includes(text), text)
  for (const text of Object.values(EN.server.phone).filter(
    (one) => /\w+ \w+ \w+/.test(one) && !one.includes('{'),
  ))
    assert.ok(!malay.includes(text), text)
  assert.match(deadLinkDocument({ language: 'ms', nonce }), /<h1>Pautan ini tidak membuka apa-apa<\/h1>/)
})

test('the colours are those of the night theme', () => {
  const css = source('../../components/ui/tokens.css')
  const dark = /@variant dark \{([^}]*)\}/.exec(css)?.[1] ?? ''
  const night = /\[data-theme='night'\] \{([^}]*)\}/.exec(css)?.[1] ?? ''
  const valueOf = (name: string): string | undefined =>
    [night, dark]
      .map((block) => new RegExp(`--bw-${name}: ([^;]+);`).exec(block)?.[1])
      .find((found) => found !== undefined)
  for (const [name, value] of Object.entries(NIGHT_TOKENS)) assert.equal(value, valueOf(name), name)
})

test('every colour that the style uses is one of them', () => {
  const used = new Set([...documentOf().matchAll(/var\(--bw-([\w-]+)\)/g)].map(([, name = '']) => name))
  assert.deepEqual([...used].toSorted(), Object.keys(NIGHT_TOKENS).toSorted())
})
