import { freePort, isPortFree } from '#lib/infra/cluster/ports.ts'

/** The settings that are ports, with whom they belong to. */
export const PORTS = {
  PORT: 'web',
  ENGINE_PORT: 'engine',
  JOBS_PORT: 'jobs',
  WATCHER_PORT: 'watcher',
} as const

/** One of the settings that are ports. */
export type PortName = keyof typeof PORTS

/** What is known about one port before it is used. */
export interface PortWish {
  readonly name: PortName
  readonly port: number
  /** True when somebody set it, false for the default. */
  readonly isGiven: boolean
  readonly host: string
}

/** Questions about this machine, injected. */
export interface PortProbe {
  isFree(port: number, host: string): Promise<boolean>
  findFree(): Promise<number>
}

const machine: PortProbe = { isFree: isPortFree, findFree: freePort }

async function choose(wish: PortWish, used: ReadonlySet<number>, probe: PortProbe): Promise<number> {
  const isTwice = used.has(wish.port)
  if (!isTwice && (await probe.isFree(wish.port, wish.host))) return wish.port
  if (wish.isGiven) {
    throw new Error(
      isTwice
        ? `${wish.name}: ${wish.port} is asked for twice; give every process a port of its own`
        : `${wish.name}: port ${wish.port} is taken by another program; stop that one or set ${wish.name} to a free port`,
    )
  }
  for (;;) {
    const port = await probe.findFree()
    if (!used.has(port)) return port
  }
}

/**
 * A port for every process. A default that is taken gives way to a free one; a port that somebody asked for and that
 * is taken throws, naming the setting.
 */
export async function choosePorts(
  wishes: readonly PortWish[],
  probe: PortProbe = machine,
): Promise<ReadonlyMap<PortName, number>> {
  const chosen = new Map<PortName, number>()
  // What somebody asked for comes first, so that no default takes it.
  for (const wish of wishes.toSorted((a, b) => Number(b.isGiven) - Number(a.isGiven))) {
    chosen.set(wish.name, await choose(wish, new Set(chosen.values()), probe))
  }
  return chosen
}
