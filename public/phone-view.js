// What the page on a phone shows at a moment. The server runs `view` for the first drawing, the phone runs it every
// second: what a moment looks like is decided once, here. Its words come with the document, in the reader's language.

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

/** `14:32:07`. */
export const clock = (ms, zone) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(ms)

/** `UTC+8`: the offset is never ambiguous, an abbreviation is. */
export const zoneName = (ms, zone) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')
    .value.replace('GMT', 'UTC')
    .replace(/^UTC[+-]0$/, 'UTC')

const clockZone = (ms, zone) => `${clock(ms, zone)} ${zoneName(ms, zone)}`

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
]

/** `23 m 21 s`, `2 h 5 m`: the two largest units, as everywhere in the product. */
export function span(ms) {
  const parts = []
  let rest = Math.max(0, Math.round(ms / 1000))
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
    else if (parts.length === 1) break
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}

const two = (n) => String(n).padStart(2, '0')

/** `08:52`, from an hour on `1:08:52`. */
export function countdown(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000))
  const h = Math.floor(s / 3600)
  return `${h > 0 ? `${h}:` : ''}${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`
}

/** Who is meant, as the beginning of a sentence, and whether more than one is. */
function whoIs({ names, mine }, words) {
  const [one, two] = names
  if (mine && names.length === 1) return [words.you, true]
  if (names.length === 1) return [one, false]
  if (names.length === 2) return [fill(words.two, { one, two }), true]
  return [fill(words.more, { one, count: names.length - 1 }), true]
}

function nextText(next, now, words) {
  const [who, isMany] = whoIs(next, words)
  if (Date.parse(next.dueAt) <= now) return fill(isMany ? words.dueMany : words.dueOne, { who })
  return next.mine && next.names.length === 1
    ? words.nextYou
    : fill(isMany ? words.nextMany : words.nextOne, { who })
}

/** Milliseconds for which a tap may be on its way before the page says that it does not count yet. */
const QUIET_MS = 1500

/** Which of the panels is shown: what is certain comes first. */
function panelOf(state, phone, now) {
  if (state.resolvedAt !== null) return 'resolved'
  if (state.acknowledged !== null) return state.acknowledged.mine ? 'mine' : 'theirs'
  if (phone.refusal !== '') return 'refused'
  if (phone.tappedAt !== null && (phone.tries > 0 || now - phone.tappedAt > QUIET_MS)) return 'uncounted'
  return state.next === null ? 'alone' : 'next'
}

function mineText(state, phone, words) {
  const at = Date.parse(state.acknowledged.at)
  const time = clockZone(at, state.zone)
  const tapped =
    phone.tappedAt === null
      ? fill(words.counted, { time })
      : fill(words.tapped, { tap: clock(phone.tappedAt, state.zone), time })
  const { stopped } = state
  if (stopped === null) return tapped
  return `${tapped} ${fill(words.stopped, { span: span(Date.parse(stopped.dueAt) - at), step: stopped.step })}`
}

function theirsText(state, phone, words) {
  const at = Date.parse(state.acknowledged.at)
  const first = fill(words.taken, { time: clockZone(at, state.zone) })
  if (phone.tappedAt === null) return first
  const tap = clock(phone.tappedAt, state.zone)
  return phone.tappedAt >= at
    ? `${first} ${fill(words.tapLater, { tap, span: span(phone.tappedAt - at) })}`
    : `${first} ${fill(words.tapAfter, { tap })}`
}

function uncountedText(state, phone, words) {
  const saved = fill(words.uncounted, { tap: clock(phone.tappedAt, state.zone) })
  return state.next === null ? saved : `${saved} ${fill(words.still, { who: whoIs(state.next, words)[0] })}`
}

function ackWord(state, words) {
  if (state.resolvedAt !== null) return words.ackResolved
  if (state.acknowledged === null) return words.ackNone
  return state.acknowledged.mine ? words.ackYou : fill(words.ackBy, { who: state.acknowledged.by })
}

function actionOf(state, phone, panel) {
  if (!state.mayAcknowledge || ['mine', 'theirs', 'resolved', 'refused'].includes(panel)) return 'none'
  if (panel === 'uncounted') return 'queued'
  return phone.tappedAt === null ? 'acknowledge' : 'sending'
}

/** A live state for how long ago the server was heard. */
function liveOf(phone, now, words) {
  if (phone.heardAt === null) return ['plain', fill(words.asOf, { time: phone.asOf })]
  const age = Math.max(0, now - phone.heardAt)
  const state = phone.isCut || age > 15_000 ? 'off' : 'live'
  return [state, fill(state === 'off' ? words.cut : words.live, { span: span(age) })]
}

function tryText(phone, now, words) {
  if (phone.nextTryAt === null) return fill(words.firstTry, { count: phone.tries + 1 })
  return fill(words.nextTry, { count: phone.tries, span: span(phone.nextTryAt - now) })
}

/** What a phone knows before anything happened on it. */
export const untouched = {
  tappedAt: null,
  tries: 0,
  nextTryAt: null,
  refusal: '',
  heardAt: null,
  isCut: false,
}

/** What the page shows at `now` (the server's time): texts by the name of their place, the panel, the action. */
export function view(state, phone, now, words) {
  const { zone, next } = state
  const panel = panelOf(state, phone, now)
  const [live, liveText] = liveOf({ ...phone, asOf: clock(now, zone) }, now, words)
  const left = next === null ? 0 : Date.parse(next.dueAt) - now
  const whole = next === null ? 0 : Date.parse(next.dueAt) - Date.parse(next.since)
  const action = actionOf(state, phone, panel)
  return {
    panel,
    action,
    live,
    passed: whole <= 0 ? 100 : Math.min(100, Math.max(0, 100 - (100 * left) / whole)),
    texts: {
      clock: clockZone(now, zone).replace(/:\d\d (?=UTC)/, ' '),
      live: liveText,
      ack: ackWord(state, words),
      sentence: state.sentence ?? '',
      next: next === null ? '' : nextText(next, now, words),
      left: countdown(left),
      due: next === null ? '' : fill(words.due, { time: clock(Date.parse(next.dueAt), zone) }),
      step: state.step === null ? '' : fill(state.step.mine ? words.stepYou : words.step, state.step),
      uncounted: phone.tappedAt === null ? '' : uncountedText(state, phone, words),
      wait: next === null ? '' : words.wait,
      phoneLeft: next === null ? '' : countdown(left),
      checked: phone.heardAt === null ? '' : fill(words.checked, { span: span(now - phone.heardAt) }),
      saved: phone.tappedAt === null ? '' : clock(phone.tappedAt, zone),
      tries: tryText(phone, now, words),
      mineTitle: state.stopped === null ? words.mine : words.mineStopped,
      mine: panel === 'mine' ? mineText(state, phone, words) : '',
      theirsTitle: state.acknowledged === null ? '' : fill(words.theirs, { who: state.acknowledged.by }),
      theirs: panel === 'theirs' ? theirsText(state, phone, words) : '',
      resolved:
        panel === 'resolved'
          ? fill(words.resolved, {
              time: clockZone(Date.parse(state.resolvedAt), zone),
              span: span(Date.parse(state.resolvedAt) - Date.parse(state.openedAt)),
            })
          : '',
      refused: phone.refusal,
      action: words[action] ?? '',
      opened: fill(words.opened, {
        time: clockZone(Date.parse(state.openedAt), zone),
        span: span(now - Date.parse(state.openedAt)),
      }),
    },
    lists: {
      paged: state.paged.map(({ name, mine, at }) => [
        mine ? fill(words.own, { who: name }) : name,
        at === null ? words.unsent : clock(Date.parse(at), zone),
      ]),
      timeline: state.timeline.map(({ at, text }) => [text, clock(Date.parse(at), zone)]),
    },
  }
}
