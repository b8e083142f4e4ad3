import { formatSeconds } from '#lib/core/duration.ts'
import type { NoticeBody } from './notifier.ts'
import type { Notice, Watch } from './silence.ts'

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const TYPE: Record<Notice['kind'], string> = {
  silent: 'watcher.silent',
  still_silent: 'watcher.still_silent',
  recovered: 'watcher.recovered',
}

function sentence(notice: Notice, watch: Watch, publicUrl: string): string {
  const duration = formatSeconds(notice.silentMs / 1000)
  if (notice.kind === 'recovered') {
    return `Bailiwick at ${publicUrl} is heard again after ${duration} of silence.`
  }
  const last =
    watch.lastBeatAt === null
      ? 'none has come since the watcher started'
      : `the last one came at ${iso(watch.lastBeatAt)}`
  const verb = notice.kind === 'silent' ? 'has sent no heartbeat' : 'still sends no heartbeat'
  return `Bailiwick at ${publicUrl} ${verb} for ${duration} (${last}). Until it does, assume that nobody is paged.`
}

/** Puts a notice into words. `watch` is what was known before it. */
export function noticeBody(notice: Notice, watch: Watch, now: Date, publicUrl: string): NoticeBody {
  return {
    type: TYPE[notice.kind],
    timestamp: now.toISOString(),
    text: sentence(notice, watch, publicUrl),
    data: {
      publicUrl,
      lastHeartbeatAt: iso(watch.lastBeatAt),
      silentSeconds: Math.round(notice.silentMs / 1000),
    },
  }
}
