import { formatSeconds } from '#lib/core/duration.ts'

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

const HEADLINE: Readonly<Record<Purpose, string>> = {
  page: 'You are paged.',
  acknowledged: 'Somebody has it. You are not paged any more.',
  resolved: 'It is over.',
}

function subjectOf({ purpose, severity, code, title, acknowledgedByName }: NoticeFacts): string {
  if (purpose === 'acknowledged')
    return oneLine(`Acknowledged by ${acknowledgedByName ?? 'somebody'}: ${code} ${title}`)
  return oneLine(purpose === 'resolved' ? `Resolved: ${code} ${title}` : `${severity} ${title} (${code})`)
}

function factsOf(facts: NoticeFacts, now: Date): (readonly [string, string])[] {
  const owner = facts.tenantName === null ? facts.platformName : `${facts.platformName}, ${facts.tenantName}`
  const openFor = formatSeconds((now.getTime() - facts.openedAt.getTime()) / 1000)
  return [
    ['What', facts.title],
    ['Severity', facts.severity],
    ['Where', facts.serviceName === null ? owner : `${facts.serviceName} of ${owner}`],
    ['Since', `${facts.openedAt.toISOString().replace('T', ' ').slice(0, 19)} UTC (${openFor} ago)`],
    ...(facts.step >= 0 ? [['Step', String(facts.step + 1)] as const] : []),
    ...(facts.acknowledgedByName === null ? [] : [['Acknowledged by', facts.acknowledgedByName] as const]),
  ]
}

/** Writes a notice: what, how bad, where, since when, and what to do, the most important first. */
export function writeNotice(facts: NoticeFacts, now: Date): Notice {
  const rows = factsOf(facts, now)
  const links = [
    ...(facts.ackUrl === null ? [] : [['Acknowledge', facts.ackUrl] as const]),
    ['Open the incident', facts.incidentUrl] as const,
  ]
  const text = [
    HEADLINE[facts.purpose],
    '',
    ...rows.map(([label, value]) => `${label}: ${value}`),
    '',
    ...links.map(([label, url]) => `${label}: ${url}`),
    '',
    ...(facts.ackUrl === null ? [] : ['The link is for you and this incident alone. Do not pass it on.']),
  ].join('\n')
  const html = [
    '<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#1c2226">',
    `<p><strong>${escaped(HEADLINE[facts.purpose])}</strong></p><table cellpadding="0" cellspacing="0">`,
    ...rows.map(
      ([label, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;color:#5b666e">${escaped(label)}</td><td>${escaped(value)}</td></tr>`,
    ),
    '</table>',
    ...links.map(([label, url]) => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`),
    '</body></html>',
  ].join('\n')
  return { subject: subjectOf(facts), text, html }
}
