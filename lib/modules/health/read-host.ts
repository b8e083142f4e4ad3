import { statfs } from 'node:fs/promises'
import { cpus, loadavg, uptime } from 'node:os'
import { mem, networkStats, type Systeminformation } from 'systeminformation'
import type { HostReading, InterfaceReading } from './domain/host-figures.ts'

/** Containers come and go with an interface each; more than these are not told apart. */
const MAX_INTERFACES = 32

const MODES = ['user', 'nice', 'sys', 'idle', 'irq'] as const

function cpuSeconds(): Record<string, number> {
  const all = cpus()
  return Object.fromEntries(
    MODES.map((mode) => [mode, all.reduce((sum, cpu) => sum + cpu.times[mode], 0) / 1000]),
  )
}

const interfaceOf = (one: Systeminformation.NetworkStatsData): InterfaceReading => ({
  name: one.iface,
  receivedBytes: one.rx_bytes,
  sentBytes: one.tx_bytes,
  receiveErrors: one.rx_errors,
  sendErrors: one.tx_errors,
  receiveDrops: one.rx_dropped,
  sendDrops: one.tx_dropped,
})

/** Windows has no load average; Node.js says 0 three times there. */
const loadOf = ([one = 0, five = 0, fifteen = 0]: number[]): HostReading['load'] =>
  process.platform === 'win32' ? null : [one, five, fifteen]

/** Reads the figures of this machine, and of the file system that holds `stateDirectory`. */
export async function readHost(stateDirectory: string): Promise<HostReading> {
  const [memory, interfaces, disk] = await Promise.all([mem(), networkStats('*'), statfs(stateDirectory)])
  return {
    cpus: cpus().length,
    cpuSeconds: cpuSeconds(),
    load: loadOf(loadavg()),
    memory: {
      totalBytes: memory.total,
      availableBytes: memory.available,
      swapTotalBytes: memory.swaptotal,
      swapFreeBytes: memory.swapfree,
    },
    filesystem: {
      sizeBytes: disk.blocks * disk.bsize,
      availableBytes: disk.bavail * disk.bsize,
      inodes: disk.files === 0 ? null : { total: disk.files, free: disk.ffree },
    },
    interfaces: interfaces.slice(0, MAX_INTERFACES).map(interfaceOf),
    uptimeSeconds: uptime(),
  }
}
