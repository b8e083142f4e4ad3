export { listSecurityEvents } from './list-security-events.ts'
export { noteSecurityEvent } from './note-security-event.ts'
export { pruneSecurityEvents } from './prune-security-events.ts'
export { recordSecurityEvent } from './record-security-event.ts'
