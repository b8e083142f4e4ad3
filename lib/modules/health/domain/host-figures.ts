import { counter, gauge, type Figure, type FigureValue } from './figure.ts'

/** What one network interface has carried since it came up. */
export interface InterfaceReading {
  readonly name: string
  readonly receivedBytes: number
  readonly sentBytes: number
  readonly receiveErrors: number
  readonly sendErrors: number
  readonly receiveDrops: number
  readonly sendDrops: number
}

/** The machine at one moment: bytes, seconds, and counts. */
export interface HostReading {
  readonly cpus: number
  /** Seconds that all processors together spent in each mode since the machine started. */
  readonly cpuSeconds: Readonly<Record<string, number>>
  /** Runnable tasks, averaged over 1, 5 and 15 minutes; null where the system has no such figure. */
  readonly load: readonly [number, number, number] | null
  readonly memory: {
    readonly totalBytes: number
    readonly availableBytes: number
    readonly swapTotalBytes: number
    readonly swapFreeBytes: number
  }
  /** The file system of our state directory; inodes are null where it has no fixed number of them. */
  readonly filesystem: {
    readonly sizeBytes: number
    readonly availableBytes: number
    readonly inodes: { readonly total: number; readonly free: number } | null
  }
  readonly interfaces: readonly InterfaceReading[]
  readonly uptimeSeconds: number
}

const MINUTES = ['1', '5', '15'] as const

/** The figures of the machine, as `bailiwick_host_*`. */
export function hostFigures(host: HostReading): readonly Figure[] {
  const { memory, filesystem } = host
  const modes = Object.entries(host.cpuSeconds).map(([mode, value]) => ({ labels: { mode }, value }))
  const load = host.load?.map((value, i) => ({ labels: { minutes: MINUTES[i] ?? '' }, value })) ?? null
  return [
    gauge('bailiwick_host_cpu_count', 'Processors.', host.cpus),
    counter(
      'bailiwick_host_cpu_seconds_total',
      'Time that all processors together spent in each mode.',
      modes,
    ),
    gauge('bailiwick_host_load_average', 'Runnable tasks, averaged.', load),
    gauge('bailiwick_host_memory_total_bytes', 'Memory of the machine.', memory.totalBytes),
    gauge(
      'bailiwick_host_memory_available_bytes',
      'Memory that programs can still get without swapping.',
      memory.availableBytes,
    ),
    gauge('bailiwick_host_swap_total_bytes', 'Swap space.', memory.swapTotalBytes),
    gauge('bailiwick_host_swap_free_bytes', 'Unused swap space.', memory.swapFreeBytes),
    gauge(
      'bailiwick_host_filesystem_size_bytes',
      'Size of the file system of the state directory.',
      filesystem.sizeBytes,
    ),
    gauge(
      'bailiwick_host_filesystem_available_bytes',
      'What our processes can still write to it.',
      filesystem.availableBytes,
    ),
    gauge(
      'bailiwick_host_filesystem_inodes_count',
      'Files that it can hold.',
      filesystem.inodes?.total ?? null,
    ),
    gauge(
      'bailiwick_host_filesystem_inodes_free_count',
      'Files that it can still take.',
      filesystem.inodes?.free ?? null,
    ),
    ...networkFigures(host.interfaces),
    gauge('bailiwick_host_uptime_seconds', 'Time since the machine started.', host.uptimeSeconds),
  ]
}

function networkFigures(interfaces: readonly InterfaceReading[]): readonly Figure[] {
  const by = (pick: (one: InterfaceReading) => number): readonly FigureValue[] =>
    interfaces.map((one) => ({ labels: { interface: one.name }, value: pick(one) }))
  return [
    counter(
      'bailiwick_host_network_received_bytes_total',
      'Bytes received.',
      by((one) => one.receivedBytes),
    ),
    counter(
      'bailiwick_host_network_sent_bytes_total',
      'Bytes sent.',
      by((one) => one.sentBytes),
    ),
    counter(
      'bailiwick_host_network_receive_errors_total',
      'Faulty packets received.',
      by((one) => one.receiveErrors),
    ),
    counter(
      'bailiwick_host_network_send_errors_total',
      'Packets that could not be sent.',
      by((one) => one.sendErrors),
    ),
    counter(
      'bailiwick_host_network_receive_drops_total',
      'Received packets that were dropped.',
      by((one) => one.receiveDrops),
    ),
    counter(
      'bailiwick_host_network_send_drops_total',
      'Packets dropped before they were sent.',
      by((one) => one.sendDrops),
    ),
  ]
}
