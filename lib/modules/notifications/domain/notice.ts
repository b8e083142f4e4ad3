import { formatSeconds } from '#lib/core/duration.ts'
import type { Language } from '#lib/core/language.ts'
import type { PlainText, Say } from '#lib/core/say.ts'

/** Why somebody is told. */
export type Purpose = 'page' | 'acknowledged' | 'resolved'

/** What a notice is about. */
export interface NoticeFacts {
  readonly purpose: Purpose
  readonly incidentId: string
  readonly code: string
  readonly title: string
  readonly severity: string
  readonly platformName: string
  readonly tenantName: string | null
  readonly serviceName: string | null
  readonly openedAt: Date
  readonly acknowledgedByName: string | null
  /** Number of the escalation step, from 0; negative for notices. */
  readonly step: number
  /** The incident in the portal. */
  readonly incidentUrl: string
  /** The phone page, for pages only. */
  readonly ackUrl: string | null
}

/** A notice in the forms in which it leaves. */
export interface Notice {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
/** A header is one line. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const HEADLINE: Readonly<Record<Purpose, PlainText>> = {
  page: 'You are paged.',
  acknowledged: 'Somebody has it. You are not paged any more.',
  resolved: 'It is over.',
}

function subjectOf(facts: NoticeFacts, say: Say): string {
  const { purpose, severity, code: incident, title } = facts
  if (purpose === 'acknowledged') {
    const who = facts.acknowledgedByName ?? say('somebody')
    return oneLine(say('Acknowledged by {who}: {incident} {title}', { who, incident, title }))
  }
  return oneLine(
    purpose === 'resolved'
      ? say('Resolved: {incident} {title}', { incident, title })
      : `${severity} ${title} (${incident})`,
  )
}

function factsOf(facts: NoticeFacts, now: Date, say: Say): (readonly [string, string])[] {
  const owner = facts.tenantName === null ? facts.platformName : `${facts.platformName}, ${facts.tenantName}`
  const span = formatSeconds((now.getTime() - facts.openedAt.getTime()) / 1000)
  const time = facts.openedAt.toISOString().replace('T', ' ').slice(0, 19)
  return [
    [say('What'), facts.title],
    [say('Severity'), facts.severity],
    [
      say('Where'),
      facts.serviceName === null ? owner : say('{service} of {owner}', { service: facts.serviceName, owner }),
    ],
    [say('Since'), say('{time} UTC ({span} ago)', { time, span })],
    ...(facts.step >= 0 ? [[say('Step'), String(facts.step + 1)] as const] : []),
    ...(facts.acknowledgedByName === null
      ? []
      : [[say('Acknowledged by'), facts.acknowledgedByName] as const]),
  ]
}

/** In which language a notice is written. */
export interface NoticeReader {
  readonly language: Language
  readonly say: Say
}

/** Writes a notice: what, how bad, where, since when, and what to do, the most important first. */
export function writeNotice(facts: NoticeFacts, now: Date, { language, say }: NoticeReader): Notice {
  const rows = factsOf(facts, now, say)
  const headline = say(HEADLINE[facts.purpose])
  const links = [
    ...(facts.ackUrl === null ? [] : [[say('Acknowledge'), facts.ackUrl] as const]),
    [say('Open the incident'), facts.incidentUrl] as const,
  ]
  const text = [
    headline,
    '',
    ...rows.map(([label, value]) => `${label}: ${value}`),
    '',
    ...links.map(([label, url]) => `${label}: ${url}`),
    '',
    ...(facts.ackUrl === null
      ? []
      : [say('The link is for you and this incident alone. Do not pass it on.')]),
  ].join('\n')
  const html = [
    `<!doctype html><html lang="${language}"><body style="font:15px/1.5 system-ui,sans-serif;color:#1c2226">`,
    `<p><strong>${escaped(headline)}</strong></p><table cellpadding="0" cellspacing="0">`,
    ...rows.map(
      ([label, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;color:#5b666e">${escaped(label)}</td><td>${escaped(value)}</td></tr>`,
    ),
    '</table>',
    ...links.map(([label, url]) => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`),
    '</body></html>',
  ].join('\n')
  return { subject: subjectOf(facts, say), text, html }
}
