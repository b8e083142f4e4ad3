export { beatWatcher, type Beat, type WatcherLink } from './beat-watcher.ts'
export { createCollector, type Collector, type CollectorOptions } from './collector.ts'
export { ensureSelfPlatform } from './ensure-self-platform.ts'
export { readReadiness } from './read-readiness.ts'
