import { setTimeout as sleep } from 'node:timers/promises'

/** A process that runs. */
export interface Running {
  readonly pid: number
  /** Resolves with how it ended, in words, for whatever reason. */
  readonly ended: Promise<string>
  /** Asks it to end. */
  terminate(): void
  /** Ends it and what it started at once. */
  kill(): void
}

/** Something that the supervisor keeps running. */
export interface Service {
  readonly name: string
  start(): Promise<Running>
}

/** How patient the supervisor is. */
export interface Patience {
  /** Delay before the first restart; each further one doubles it. */
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** A process that lived this long starts again without the delays of earlier deaths. */
  readonly healthyAfterMs: number
  /** How long a process may take to end before it is killed. */
  readonly graceMs: number
}

export const PATIENCE: Patience = {
  firstDelayMs: 500,
  maxDelayMs: 10_000, // who waits for a page cannot wait longer for the process that sends it
  healthyAfterMs: 60_000,
  graceMs: 10_000,
}

type Say = (name: string, line: string) => void

/** Delay before the start after `deaths` quick deaths in a row, with a fifth of chance so that services spread out. */
export function restartDelay(deaths: number, patience: Patience, chance: number): number {
  const delay = Math.min(patience.maxDelayMs, patience.firstDelayMs * 2 ** (deaths - 1))
  return delay * (0.8 + 0.4 * chance)
}

class Kept {
  readonly service: Service
  readonly #patience: Patience
  readonly #say: Say
  readonly #stopping = new AbortController()
  #running: Running | undefined
  #deaths = 0
  #loop: Promise<void> = Promise.resolve()

  constructor(service: Service, patience: Patience, say: Say) {
    this.service = service
    this.#patience = patience
    this.#say = say
  }

  async start(): Promise<void> {
    const running = await this.service.start()
    if (this.#isStopping()) {
      running.kill()
      return
    }
    this.#note(running)
    this.#loop = this.#keep(running)
  }

  #note(running: Running): Running {
    this.#running = running
    this.#say(this.service.name, `started (process ${running.pid})`)
    return running
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted
  }

  /** Starts it again whenever it ends, for ever: what it waits for may come back after an hour. */
  async #keep(first: Running): Promise<void> {
    let running: Running | undefined = first
    for (;;) {
      const begun = performance.now()
      const how = running ? await running.ended : 'could not start'
      running?.kill() // what a dead process leaves behind would hold its port
      this.#running = undefined
      if (this.#isStopping()) return
      const delay = this.#nextDelay(performance.now() - begun)
      this.#say(this.service.name, `${how}; starting again in ${(delay / 1000).toFixed(1)} s`)
      await sleep(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
      if (this.#isStopping()) return
      running = await this.#tryStart()
      if (this.#isStopping()) running?.terminate()
    }
  }

  #nextDelay(livedMs: number): number {
    this.#deaths = livedMs < this.#patience.healthyAfterMs ? this.#deaths + 1 : 1
    return restartDelay(this.#deaths, this.#patience, Math.random())
  }

  async #tryStart(): Promise<Running | undefined> {
    try {
      return this.#note(await this.service.start())
    } catch (error) {
      this.#say(this.service.name, error instanceof Error ? error.message : String(error))
      return undefined
    }
  }

  /** Returns whether it ended by itself in time. */
  async stop(): Promise<boolean> {
    this.#stopping.abort()
    const late = new AbortController()
    const ended = this.#end(late.signal)
    await this.#loop
    late.abort()
    return await ended
  }

  async #end(over: AbortSignal): Promise<boolean> {
    const { graceMs } = this.#patience
    this.#running?.terminate()
    const inTime = await sleep(graceMs, false, { signal: over }).catch(() => true)
    if (inTime) return true
    this.#say(this.service.name, `did not stop within ${graceMs / 1000} s: killed`)
    this.#running?.kill()
    return false
  }

  kill(): void {
    this.#running?.kill()
  }
}

/** Keeps services running on one machine. For more machines, let the platform's supervisor start them one by one. */
export class Supervisor {
  readonly #patience: Patience
  readonly #say: Say
  readonly #kept: Kept[] = []
  #stopped: Promise<boolean> | undefined

  constructor(say: Say, patience: Partial<Patience> = {}) {
    this.#say = say
    this.#patience = { ...PATIENCE, ...patience }
  }

  /** Starts a service and keeps it running. Rejects when it cannot even be started the first time. */
  async add(service: Service, patience: Partial<Patience> = {}): Promise<void> {
    if (this.#stopped) throw new Error('the supervisor is stopping')
    const kept = new Kept(service, { ...this.#patience, ...patience }, this.#say)
    this.#kept.push(kept)
    try {
      await kept.start()
    } catch (error) {
      this.#kept.splice(this.#kept.indexOf(kept), 1)
      throw error
    }
  }

  /** Stops all services, the last one first. Resolves with whether each of them ended by itself in time. */
  async stop(): Promise<boolean> {
    this.#stopped ??= this.#stopAll()
    return await this.#stopped
  }

  async #stopAll(): Promise<boolean> {
    let clean = true
    for (const kept of this.#kept.toReversed()) {
      const begun = performance.now()
      clean = (await kept.stop()) && clean
      this.#say(kept.service.name, `stopped (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
    }
    return clean
  }

  /** Kills all services at once. */
  killAll(): void {
    for (const kept of this.#kept) kept.kill()
  }
}
