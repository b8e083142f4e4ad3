import { BAR_COLOURS } from '#components/ui/bar-colours.ts'
import type { Language } from '#lib/core/language.ts'
import type { PlainText, Say } from '#lib/core/say.ts'
import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { sayIn } from '#lib/core/words.ts'
import { view, type Phone, type PhoneView } from '../../public/phone-view.js'
import { glyph } from './glyphs.ts'
import { jsonBlock, markup, Markup } from './markup.ts'
import { panels, text } from './panels.ts'
import type { PhoneState } from './phone-state.ts'
import { phoneWords } from './phone-words.ts'
import { PHONE_STYLES } from './styles.ts'

const STATES = {
  down: 'Down',
  degraded: 'Degraded',
  stale: 'Stale',
  unknown: 'No data',
  learning: 'Learning',
  maintenance: 'Maintenance',
  healthy: 'Healthy',
} as const satisfies Record<string, PlainText>

/** What a document is drawn from. */
export interface PhoneDocument {
  readonly state: PhoneState
  readonly phone: Phone
  /** The scope of the incident, for the link to its page. */
  readonly scope: Scope
  /** The language of the member. */
  readonly language: Language
  readonly nonce: string
}

/** The whole document of one incident on a phone. It works without its script, which changes only texts. */
export function phoneDocument({ state, phone, scope, language, nonce }: PhoneDocument): string {
  const say = sayIn(language)
  const words = phoneWords(language)
  const seen = view(state, phone, Date.parse(state.now), words)
  const address = `/incidents/${state.incidentId}?scope=${formatScopeParam(scope)}`
  const live = markup`${glyph('healthy', 11, 'on')}${glyph('off', 16, 'off')}${text(seen, 'live')}`
  return page(
    { title: `${state.code} ${state.title}`, language, nonce },
    markup`<body data-live="${seen.live}" data-action="${seen.action}">
<header><span>${state.code}</span><span class="live">${live}</span><small>${text(seen, 'clock')}</small></header>
<main>
${subject(state, seen, say)}
<div role="status">${panels(seen, say)}</div>
${facts(state, seen, say)}
</main>
<footer>${action(seen)}<a class="open" href="${address}">${say('Open the incident')}</a></footer>
<script type="application/json" id="state">${jsonBlock({ ...state, words })}</script>
<link rel="modulepreload" nonce="${nonce}" href="/phone-view.js"><script type="module" nonce="${nonce}" src="/phone.js"></script>
</body>`,
  )
}

/** For whom a document is that shows no incident. */
export interface NoticeReader {
  readonly language: Language
  readonly nonce: string
}

/** The document for a link that opens nothing: the same for a forged, an old and a withdrawn one. */
export function deadLinkDocument(reader: NoticeReader): string {
  const say = sayIn(reader.language)
  return notice(reader, {
    title: say('This link opens nothing'),
    words: say(
      'It is over, or the role that it relied on was taken back. If a page woke you, the incident is still there: sign in and look at the list of incidents.',
    ),
    link: { href: '/incidents', words: say('Sign in and look') },
  })
}

/** The document for an acknowledgement that was refused or could not be done. */
export function refusedDocument(reader: NoticeReader, words: string, href: string): string {
  const say = sayIn(reader.language)
  return notice(reader, {
    title: say('Not counted'),
    words,
    link: { href, words: say('Back to the incident') },
  })
}

/** The document for a network that asks too often. */
export function busyDocument(reader: NoticeReader, words: string, href: string): string {
  const say = sayIn(reader.language)
  return notice(reader, { title: say('Too many requests'), words, link: { href, words: say('Try again') } })
}

interface Notice {
  readonly title: string
  readonly words: string
  readonly link: { readonly href: string; readonly words: string }
}

const notice = (reader: NoticeReader, { title, words, link }: Notice): string =>
  page(
    { title, ...reader },
    markup`<body data-action="none">
<header><span>Bailiwick</span></header>
<main><section><h1>${title}</h1><p>${words}</p></section></main>
<footer><a class="open" href="${link.href}">${link.words}</a></footer>
</body>`,
  )

const page = ({ title, language, nonce }: NoticeReader & { title: string }, body: Markup): string =>
  markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="robots" content="noindex"><meta name="theme-color" content="${BAR_COLOURS.night}"><title>${title}</title>
<link rel="icon" href="data:,"><style nonce="${nonce}">${new Markup(PHONE_STYLES)}</style></head>
${body}</html>`.text

function subject(state: PhoneState, seen: PhoneView, say: Say): Markup {
  const health = state.service?.state ?? null
  const badge =
    health === null
      ? ''
      : markup`<span class="badge ${health}">${glyph(health, 11)}${say(STATES[health])}</span>`
  const severity = markup`<span class="sev ${state.severity}">${state.severity}</span>`
  return markup`<section><div class="row">${severity}${badge}<span class="badge" data-text="ack">${seen.texts['ack'] ?? ''}</span></div>
<h1>${state.title}</h1><p>${text(seen, 'sentence')}</p></section>`
}

const list = (seen: PhoneView, name: keyof PhoneView['lists'], classes: string): Markup =>
  markup`<ol data-list="${name}" class="${classes}">${seen.lists[name].map(
    ([left, right]) => markup`<li><span>${left}</span><span>${right}</span></li>`,
  )}</ol>`

function facts(state: PhoneState, seen: PhoneView, say: Say): Markup {
  const service =
    state.service === null ? '' : markup`<dt>${say('Service')}</dt><dd>${state.service.name}</dd>`
  return markup`<section><dl>${service}<dt>${say('Opened')}</dt><dd>${text(seen, 'opened')}</dd>
<dt>${say('Paged')}</dt><dd>${list(seen, 'paged', '')}</dd></dl></section>
<section><h2 class="sm">${say('Last on the timeline')}</h2>${list(seen, 'timeline', 'story')}</section>`
}

const action = (seen: PhoneView): Markup =>
  markup`<form method="post"><button type="submit">${glyph('queued', 18)}${text(seen, 'action')}</button></form>`
