/* On SIGTERM Next.js stops listening and then waits for every open response: with one event stream open it would never
   end. So the streams end themselves. On globalThis, because the bundler may put this module into several bundles. */

interface Streams {
  readonly open: Set<() => void>
  isStopping: boolean
}

declare global {
  // `var` is the only way to declare a property of globalThis.
  var bailiwickStreams: Streams | undefined
}

function watchSignals(): Streams {
  const streams: Streams = { open: new Set(), isStopping: false }
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
