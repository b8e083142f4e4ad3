// What the page on a phone shows at a moment. The server runs `view` for the first drawing, the phone runs it every
// second: what a moment looks like is decided once, here.

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
function who({ names, mine }) {
  if (mine && names.length === 1) return ['You', true]
  if (names.length === 1) return [names[0], false]
  if (names.length === 2) return [names.join(' and '), true]
  return [`${names[0]} and ${names.length - 1} others`, true]
}

function nextText(next, now) {
  const [subject, isMany] = who(next)
  const be = isMany ? 'are' : 'is'
  if (Date.parse(next.dueAt) <= now) return `${subject} ${be} being paged now`
  return next.mine && next.names.length === 1
    ? 'Next: you are paged again in'
    : `Next: ${subject} ${be} paged in`
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

function mineText(state, phone) {
  const at = Date.parse(state.acknowledged.at)
  const counted = clockZone(at, state.zone)
  const tapped =
    phone.tappedAt === null
      ? `Counted ${counted}.`
      : `Tapped ${clock(phone.tappedAt, state.zone)}, counted ${counted}.`
  const { stopped } = state
  return stopped === null
    ? tapped
    : `${tapped} Stopped ${span(Date.parse(stopped.dueAt) - at)} before step ${stopped.step}.`
}

function theirsText(state, phone) {
  const at = Date.parse(state.acknowledged.at)
  const first = `Acknowledged ${clockZone(at, state.zone)}.`
  if (phone.tappedAt === null) return first
  const tap = `Your tap at ${clock(phone.tappedAt, state.zone)}`
  return phone.tappedAt >= at
    ? `${first} ${tap} came ${span(phone.tappedAt - at)} later and changed nothing.`
    : `${first} ${tap} reached the server after that and changed nothing.`
}

function uncountedText(state, phone) {
  const still = state.next === null ? '' : ` ${who(state.next)[0]} will still be paged.`
  return `Your tap at ${clock(phone.tappedAt, state.zone)} is saved on this phone. The server has not seen it.${still}`
}

function ackWord(state) {
  if (state.resolvedAt !== null) return 'Resolved'
  if (state.acknowledged === null) return 'Not acknowledged'
  return `Acknowledged by ${state.acknowledged.mine ? 'you' : state.acknowledged.by}`
}

function actionOf(state, phone, panel) {
  if (!state.mayAcknowledge || ['mine', 'theirs', 'resolved', 'refused'].includes(panel)) return 'none'
  if (panel === 'uncounted') return 'queued'
  return phone.tappedAt === null ? 'acknowledge' : 'sending'
}

const ACTION_TEXT = { none: '', acknowledge: 'Acknowledge', sending: 'Sending', queued: 'Queued, retrying' }

/** A live state for how long ago the server was heard. */
function liveOf(phone, now) {
  if (phone.heardAt === null) return ['plain', `As of ${phone.asOf}`]
  const age = Math.max(0, now - phone.heardAt)
  return phone.isCut || age > 15_000 ? ['off', `No signal, ${span(age)}`] : ['live', `Live, ${span(age)}`]
}

function tryText(phone, now) {
  if (phone.nextTryAt === null) return `sending, try ${phone.tries + 1}`
  return `try ${phone.tries}, next in ${span(phone.nextTryAt - now)}`
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
export function view(state, phone, now) {
  const { zone, next } = state
  const panel = panelOf(state, phone, now)
  const [live, liveText] = liveOf({ ...phone, asOf: clock(now, zone) }, now)
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
      ack: ackWord(state),
      sentence: state.sentence ?? '',
      next: next === null ? '' : nextText(next, now),
      left: countdown(left),
      due: next === null ? '' : `at ${clock(Date.parse(next.dueAt), zone)}`,
      step:
        state.step === null
          ? ''
          : `step ${state.step.now} of ${state.step.of}${state.step.mine ? ', you' : ''}`,
      uncounted: phone.tappedAt === null ? '' : uncountedText(state, phone),
      wait: next === null ? '' : "Escalates in, by this phone's clock",
      phoneLeft: next === null ? '' : countdown(left),
      checked: phone.heardAt === null ? '' : `clock checked ${span(now - phone.heardAt)} ago`,
      saved: phone.tappedAt === null ? '' : clock(phone.tappedAt, zone),
      tries: tryText(phone, now),
      mineTitle: state.stopped === null ? 'You have it.' : 'You have it. Escalation stopped.',
      mine: panel === 'mine' ? mineText(state, phone) : '',
      theirsTitle: state.acknowledged === null ? '' : `${state.acknowledged.by} has it.`,
      theirs: panel === 'theirs' ? theirsText(state, phone) : '',
      resolved:
        panel === 'resolved'
          ? `${clockZone(Date.parse(state.resolvedAt), zone)}, after ${span(Date.parse(state.resolvedAt) - Date.parse(state.openedAt))}. Nothing is left to do.`
          : '',
      refused: phone.refusal,
      action: ACTION_TEXT[action],
      opened: `${clockZone(Date.parse(state.openedAt), zone)}, ${span(now - Date.parse(state.openedAt))} ago`,
    },
    lists: {
      paged: state.paged.map(({ name, mine, at }) => [
        mine ? `${name} (you)` : name,
        at === null ? 'not sent yet' : clock(Date.parse(at), zone),
      ]),
      timeline: state.timeline.map(({ at, text }) => [text, clock(Date.parse(at), zone)]),
    },
  }
}
