// The script of the page that somebody opens at night on a weak connection. Only an answer of the server makes a tap
// count; until then the page says that it does not.
import { untouched, view } from './phone-view.js'

const POLL_MS = 5000
const ANSWER_MS = 8000
const LONGEST_WAIT_MS = 15_000

/** Asks the server: the new state, a final refusal in words, or neither when it cannot be reached. */
async function ask(path, token) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify({ token }),
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const body = await answer.json()
    if (answer.ok) return { state: body, refusal: '' }
    // 429 and 5xx pass; anything else will be the same at the next try.
    return { state: null, refusal: answer.status < 500 && answer.status !== 429 ? String(body.detail) : '' }
  } catch {
    return { state: null, refusal: '' }
  }
}

/** A note on this phone that survives a reload; some browsers refuse to keep any. */
const note = {
  read(place) {
    try {
      return Number(localStorage.getItem(place) ?? Number.NaN)
    } catch {
      return Number.NaN
    }
  },
  write(place, value) {
    try {
      if (value === null) localStorage.removeItem(place)
      else localStorage.setItem(place, String(value))
    } catch {
      // The tap is then kept for as long as the page stays open.
    }
  },
}

function fill(seen) {
  const each = (name, change) =>
    document.querySelectorAll(`[data-${name}]`).forEach((element) => change(element, element.dataset[name]))
  each('text', (element, name) => {
    if (element.textContent !== seen.texts[name]) element.textContent = seen.texts[name]
  })
  each('panel', (element, name) => (element.hidden = name !== seen.panel))
  each('list', (element, name) => {
    const rows = seen.lists[name]
    if (element.dataset.shown === JSON.stringify(rows)) return
    element.dataset.shown = JSON.stringify(rows)
    element.replaceChildren(
      ...rows.map((row) => {
        const item = document.createElement('li')
        item.append(
          ...row.map((text) => Object.assign(document.createElement('span'), { textContent: text })),
        )
        return item
      }),
    )
  })
  document.body.dataset.live = seen.live
  document.body.dataset.action = seen.action
  document.querySelector('[data-bar]')?.setAttribute('width', String(seen.passed))
}

/** Draws every second, asks every five, and sends a tap until the server has answered it. */
function start() {
  const token = location.pathname.split('/').at(-1)
  const { words, ...first } = JSON.parse(document.querySelector('#state').textContent)
  let state = first
  const place = `bailiwick-tap-${state.code}`
  let ahead = Date.parse(state.now) - Date.now()
  const now = () => Date.now() + ahead
  const saved = note.read(place)
  const phone = { ...untouched, heardAt: now(), tappedAt: Number.isFinite(saved) ? saved : null }
  let timer
  let isAsking = false

  const draw = () => fill(view(state, phone, now(), words))
  const take = ({ state: fresh, refusal }) => {
    phone.isCut = fresh === null && refusal === ''
    if (refusal !== '') phone.refusal = refusal
    if (fresh === null) return
    state = fresh
    ahead = Date.parse(fresh.now) - Date.now()
    phone.heardAt = now()
    if (fresh.acknowledged !== null || fresh.resolvedAt !== null) note.write(place, null)
  }
  const isOpen = () =>
    phone.tappedAt !== null &&
    state.acknowledged === null &&
    state.resolvedAt === null &&
    phone.refusal === ''
  const poll = async () => {
    if (isAsking) return
    isAsking = true
    take(await ask('/api/v1/page/state', token))
    isAsking = false
    draw()
  }
  const send = async () => {
    clearTimeout(timer)
    phone.nextTryAt = null
    draw()
    take(await ask('/api/v1/page/acknowledge', token))
    if (isOpen()) {
      phone.tries += 1
      const wait =
        Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(phone.tries - 1, 4)) * (0.75 + Math.random() / 4)
      phone.nextTryAt = now() + wait
      timer = setTimeout(send, wait)
    }
    draw()
  }
  document.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    if (phone.tappedAt !== null && phone.nextTryAt === null) return // on its way
    if (phone.tappedAt === null) {
      phone.tappedAt = now()
      note.write(place, phone.tappedAt)
    }
    send()
  })
  addEventListener('online', () => (isOpen() && phone.nextTryAt !== null ? send() : poll()))
  document.addEventListener('visibilitychange', () => document.hidden || poll())
  setInterval(draw, 1000)
  setInterval(poll, POLL_MS)
  draw()
  if (isOpen()) send()
  else poll()
}

start()
