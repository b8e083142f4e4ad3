import { DomainError } from '#lib/core/errors.ts'
import { countStream, isStopping, openStreams, streamsOf } from './open-streams.ts'

/** Writes to one open event stream. */
export interface StreamWriter {
  /** Sends an event with JSON data. */
  readonly send: (event: string, data: unknown) => void
  /** Ends the stream. */
  readonly end: () => void
}

/** Whether a stream may go on, and what its page is told: the state of its session when that changed, or why it ends. */
export interface StreamVerdict {
  readonly isAllowed: boolean
  readonly data: Readonly<Record<string, unknown>>
}

/** What a stream is made of. */
export interface EventStreamParts {
  /** Whose stream it is: nobody has so many that there are none left for others. */
  readonly subject: string
  /** Starts the source of events and returns how to stop it. */
  readonly open: (writer: StreamWriter) => () => void
  /**
   * Asked at every beat: an ended session ends its streams. When it rejects, nobody can tell at the moment, and the
   * stream stays: what it carries is worth nothing without a request that is judged on its own.
   */
  readonly judge: () => Promise<StreamVerdict>
  /** False while the source itself is cut off: then there are no beats, and the page sees that silence says nothing. */
  readonly isHearing: () => boolean
  readonly now: () => Date
  readonly beatMs?: number
}

/**
 * Milliseconds between beats. They keep proxies from dropping a silent connection, show the page that the stream is
 * alive and carry the server's time; and they bound how long a page outlives its session or a role of its reader: 5 s
 * are promised, and what follows a beat takes its time on a machine under load.
 */
const BEAT_MS = 3000

/** Events that may wait for a slow reader. One who is further behind is cut off and reads everything again. */
const MAX_WAITING = 1000

/** Streams of one process. Each costs a look at its session per beat; beyond this, people are better told. */
const MAX_OPEN = 2000

/** Streams of one member or key in one process: one per open page, for more pages than anybody looks at. */
const MAX_OF_ONE = 50

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: compression would hold events back.
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * A response of server-sent events (HTML standard, section 9.2) that ends with its reader, its session or its process.
 * Throws `limit_exceeded` when too many are open.
 */
export function eventStream(request: Request, parts: EventStreamParts): Response {
  if (request.method === 'HEAD') return new Response(null, { headers: HEADERS })
  refuseTooMany(parts.subject)
  let finish = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      finish = startStream(controller, parts)
      // In Next.js this one fires when the tab is closed; cancel() often does not.
      request.signal.addEventListener('abort', finish)
      if (request.signal.aborted || isStopping()) finish()
    },
    cancel: () => finish(),
  })
  return new Response(body, { headers: HEADERS })
}

function refuseTooMany(subject: string): void {
  const isFull = openStreams().size >= MAX_OPEN
  if (!isFull && streamsOf(subject) < MAX_OF_ONE) return
  const whose = isFull ? 'here' : `by you: ${MAX_OF_ONE} are the most. Close some pages`
  throw new DomainError(
    'limit_exceeded',
    `Too many live connections are open ${whose}. Reload in a minute.`,
    { retryAfterSeconds: 60 },
  )
}

function startStream(
  controller: ReadableStreamDefaultController<Uint8Array>,
  { subject, open, judge, isHearing, now, beatMs = BEAT_MS }: EventStreamParts,
): () => void {
  const encoder = new TextEncoder()
  const stops: (() => void)[] = [countStream(subject)]
  let ended = false
  const finish = (): void => {
    if (ended) return
    ended = true
    openStreams().delete(finish)
    for (const stop of stops) stop()
    try {
      controller.close()
    } catch {
      // The reader had gone away already.
    }
  }
  const write = (text: string): void => {
    if (ended) return
    controller.enqueue(encoder.encode(text))
    if ((controller.desiredSize ?? 0) < -MAX_WAITING) finish()
  }
  const send = (event: string, data: unknown): void =>
    write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const sendBeat = (): void =>
    isHearing() ? send('beat', { at: now().toISOString() }) : write(': waiting\n\n')
  let told = ''
  let isLooking = false
  const look = (): void => {
    if (isLooking) return // questions to a slow database would pile up, and make it slower
    isLooking = true
    const asked = judge().finally(() => {
      isLooking = false
    })
    asked.then(
      ({ isAllowed, data }) => {
        const text = JSON.stringify(data)
        if (isAllowed && text !== told) send('session', data)
        told = text
        if (isAllowed) return
        send('ended', data)
        finish()
      },
      () => undefined,
    )
  }
  const beat = (): void => {
    sendBeat()
    look()
  }
  openStreams().add(finish)
  const timer = setInterval(beat, beatMs)
  stops.push(() => clearInterval(timer))
  write('retry: 2000\n\n')
  // The page learns at once how far its clock is from ours, and when its session ends.
  beat()
  const stop = open({ send, end: finish })
  stops.push(stop)
  if (!openStreams().has(finish)) stop() // it ended while it opened
  return finish
}
