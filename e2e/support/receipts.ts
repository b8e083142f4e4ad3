import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { WebhookReceiver } from '#testing/webhook-receiver.ts'

/** A page or notice as a receiver saw it. */
export interface Receipt {
  /** By which the receiver knows a repetition: `Message-ID` or `webhook-id`. */
  readonly key: string
  /** Short name of the incident. */
  readonly code: string
  readonly title: string
  /** page, acknowledged or resolved. */
  readonly purpose: string
  readonly step: string
  /** Channel and address, which stand for the member. */
  readonly to: string
}

const payload = z.object({
  type: z.string().startsWith('incident.'),
  data: z.object({ code: z.string(), title: z.string(), step: z.number() }),
})

const shown = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*?)\\s*$`, 'm').exec(text)?.[1] ?? ''

function mailsOf(mailbox: Mailbox): Receipt[] {
  return mailbox.received.flatMap(({ to, mail }) => {
    const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? ''
    const code = header('x-bailiwick-incident')
    if (code === '') return [] // an invitation
    const text = mail.text ?? ''
    return [
      {
        key: mail.messageId ?? '',
        code,
        title: shown(text, 'What'),
        purpose: header('x-bailiwick-purpose'),
        step: shown(text, 'Step'),
        to: `email ${to}`,
      },
    ]
  })
}

function callsOf(receiver: WebhookReceiver): Receipt[] {
  return receiver.calls.flatMap(({ headers, body }) => {
    const parsed = payload.safeParse(JSON.parse(body))
    if (!parsed.success) return [] // of the watcher
    const { type, data } = parsed.data
    return [
      {
        key: headers['webhook-id'] ?? '',
        code: data.code,
        title: data.title,
        purpose: type.slice('incident.'.length),
        step: data.step >= 0 ? String(data.step + 1) : '',
        to: `webhook ${receiver.url}`,
      },
    ]
  })
}

/** Everything about incidents that arrived, as often as it arrived. */
export const receiptsOf = (mailbox: Mailbox, receiver: WebhookReceiver): Receipt[] => [
  ...mailsOf(mailbox),
  ...callsOf(receiver),
]

const placeOf = ({ code, purpose, step, to }: Receipt): string => [code, purpose, step, to].join(' | ')

/** What is left after a receiver dropped repetitions by their key. */
function effective(receipts: readonly Receipt[]): Receipt[] {
  return [...new Map(receipts.map((receipt) => [`${receipt.to} ${receipt.key}`, receipt])).values()]
}

/** Places (incident, purpose, step, address) that got more than one effective page or notice. */
export function duplicates(receipts: readonly Receipt[]): string[] {
  const counts = new Map<string, number>()
  for (const receipt of effective(receipts)) {
    counts.set(placeOf(receipt), (counts.get(placeOf(receipt)) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 1).map(([place, count]) => `${place}: ${count}`)
}
