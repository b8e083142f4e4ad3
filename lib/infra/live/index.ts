export { liveHub, openLiveHub, type LiveHub, type LiveMessage } from './hub.ts'
export { eventStream, type StreamVerdict } from './event-stream.ts'
export { isStopping } from './open-streams.ts'
