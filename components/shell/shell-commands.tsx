'use client'
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

/** What keys and the command palette can do on a page. */
export type CommandName =
  | 'palette'
  | 'keys'
  | 'scope'
  | 'inbox'
  | 'news'
  | 'about'
  | 'time-range'
  | 'step-back'
  | 'step-on'
  | 'back-to-live'
  | 'pause'
  | 'theme'
  | 'acknowledge'
  | 'resolve'
  | 'update'
  | 'escalate'

interface Commands {
  /** Runs a command; false where the page in view does not have it. */
  readonly run: (name: CommandName) => boolean
  readonly has: (name: CommandName) => boolean
  readonly register: (name: CommandName, act: () => void) => () => void
}

const Context = createContext<Commands | null>(null)

/** Keeps what the parts of the page in view can do, so that keys and the palette need not know the parts. */
export function ShellCommands({ children }: { children: ReactNode }) {
  const [commands] = useState(makeCommands)
  return <Context value={commands}>{children}</Context>
}

function makeCommands(): Commands {
  const acts = new Map<CommandName, (() => void)[]>()
  return {
    has: (name) => acts.has(name),
    run(name) {
      const act = acts.get(name)?.at(-1)
      act?.()
      return act !== undefined
    },
    // The last part that came does it: a page may bring its own.
    register(name, act) {
      acts.set(name, [...(acts.get(name) ?? []), act])
      return () => {
        const rest = (acts.get(name) ?? []).filter((each) => each !== act)
        if (rest.length === 0) acts.delete(name)
        else acts.set(name, rest)
      }
    },
  }
}

/** The commands of the page in view. */
export function useCommands(): Pick<Commands, 'run' | 'has'> {
  const commands = use(Context)
  if (commands === null) throw new Error('no ShellCommands above this component')
  return commands
}

/** Lets keys and the palette do `act` while this component is on the page; null while it cannot be done. */
export function useCommand(name: CommandName, act: (() => void) | null): void {
  const commands = use(Context)
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  const isPossible = act !== null
  const run = useMemo(() => () => latest.current?.(), [])
  useEffect(() => (isPossible ? commands?.register(name, run) : undefined), [commands, name, run, isPossible])
}
