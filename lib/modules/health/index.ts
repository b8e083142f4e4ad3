export { beatWatcher, type WatcherLink } from './beat-watcher.ts'
export { createCollector } from './collector.ts'
export { ensureSelfPlatform } from './ensure-self-platform.ts'
export { readReadiness } from './read-readiness.ts'
