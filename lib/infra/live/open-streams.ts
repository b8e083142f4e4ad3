/* On SIGTERM Next.js stops listening and then waits for every open response: with one event stream open it would never
   end. So the streams end themselves. On globalThis, because the bundler may put this module into several bundles. */

interface Streams {
  readonly open: Set<() => void>
  /** How many of them somebody has open, by who it is. */
  readonly bySubject: Map<string, number>
  isStopping: boolean
}

declare global {
  // `var` is the only way to declare a property of globalThis.
  var bailiwickStreams: Streams | undefined
}

function watchSignals(): Streams {
  const streams: Streams = { open: new Set(), bySubject: new Map(), isStopping: false }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      streams.isStopping = true
      for (const end of streams.open) end()
    })
  }
  return streams
}

const streams = (): Streams => (globalThis.bailiwickStreams ??= watchSignals())

/** The streams that are open in this process; each entry ends one. They are all ended when the process is asked to stop. */
export const openStreams = (): Set<() => void> => streams().open

/** True once this process was asked to stop. It watches from its first call on. */
export const isStopping = (): boolean => streams().isStopping

/** How many streams this somebody has open in this process. */
export const streamsOf = (subject: string): number => streams().bySubject.get(subject) ?? 0

/** Counts a stream of somebody; call what it returns once, when the stream is over. */
export function countStream(subject: string): () => void {
  const { bySubject } = streams()
  bySubject.set(subject, streamsOf(subject) + 1)
  return () => {
    const left = streamsOf(subject) - 1
    if (left > 0) bySubject.set(subject, left)
    else bySubject.delete(subject)
  }
}
