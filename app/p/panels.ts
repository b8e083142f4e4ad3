import type { PlainText, Say } from '#lib/core/say.ts'
import type { Panel, PhoneView } from '../../public/phone-view.js'
import { glyph, type GlyphName } from './glyphs.ts'
import { markup, Markup } from './markup.ts'

/** A text that the script keeps up to date, by its name in the view. */
export const text = (seen: PhoneView, name: string): Markup =>
  markup`<span data-text="${name}">${seen.texts[name] ?? ''}</span>`

const told = (icon: GlyphName, title: Markup, content: Markup): Markup =>
  markup`<div class="told">${glyph(icon, 20, icon)}<div><h2>${title}</h2><p>${content}</p></div></div>`

/** A text that stays as it is. */
const plain = (say: Say, words: PlainText): Markup => markup`${say(words)}`

const timer = (seen: PhoneView, label: string, left: string): Markup =>
  markup`<div><div class="sm">${text(seen, label)}</div><div class="count" role="timer">${text(seen, left)}</div></div>`

/** Who comes next, when, and how much of the wait has passed. */
const next = (seen: PhoneView): Markup => markup`<div class="between">${timer(seen, 'next', 'left')}
<div class="wait"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
<rect width="100" height="6" fill="var(--bw-raised)"/><rect data-bar="" width="${Math.round(seen.passed)}" height="6" fill="var(--bw-cat-1)"/></svg>
<div class="sm">${text(seen, 'step')}</div><div class="sm">${text(seen, 'due')}</div></div></div>`

const step = (icon: GlyphName, classes: string, label: string, state: Markup): Markup =>
  markup`<li>${glyph(icon, 16, classes)}<span>${label}</span>${state}</li>`

/** A tap that the server has not answered: four steps, of which only the first is certain. */
const uncounted = (
  seen: PhoneView,
  say: Say,
): Markup => markup`${told('degraded', plain(say, 'Not yet counted'), text(seen, 'uncounted'))}
<div class="between">${timer(seen, 'wait', 'phoneLeft')}<div class="sm">${text(seen, 'checked')}</div></div>
<ol class="steps">${[
  step('healthy', 'healthy', say('Saved on phone'), text(seen, 'saved')),
  step('unknown', '', say('Sent to server'), text(seen, 'tries')),
  step('unknown', '', say('Counted by server'), markup`<span>${say('waiting')}</span>`),
  step('unknown', '', say('Escalation stopped'), markup`<span>${say('waiting')}</span>`),
]}</ol>`

const alone = (_seen: PhoneView, say: Say): Markup =>
  told(
    'degraded',
    plain(say, 'Nobody else is paged after you'),
    plain(say, 'Until somebody acknowledges, nobody has this.'),
  )

const PANELS: readonly (readonly [Panel, tint: string, draw: (seen: PhoneView, say: Say) => Markup])[] = [
  ['next', '', next],
  ['alone', 'tint-degraded', alone],
  ['uncounted', 'tint-degraded', uncounted],
  ['mine', 'tint-ok', (seen) => told('healthy', text(seen, 'mineTitle'), text(seen, 'mine'))],
  ['theirs', 'tint-ok', (seen) => told('healthy', text(seen, 'theirsTitle'), text(seen, 'theirs'))],
  ['resolved', 'tint-ok', (seen, say) => told('healthy', plain(say, 'Resolved'), text(seen, 'resolved'))],
  ['refused', 'tint-down', (seen, say) => told('down', plain(say, 'Not counted'), text(seen, 'refused'))],
]

/** All panels, of which one is shown: the script only chooses another one. */
export const panels = (seen: PhoneView, say: Say): Markup[] =>
  PANELS.map(([name, tint, draw]) => {
    const hidden = new Markup(seen.panel === name ? '' : ' hidden')
    return markup`<section data-panel="${name}" class="${tint}"${hidden}>${draw(seen, say)}</section>`
  })
