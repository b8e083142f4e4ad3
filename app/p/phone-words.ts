import type { Language } from '#lib/core/language.ts'
import type { ServerText } from '#generated/server-texts.ts'
import { textsOf } from '#lib/core/words.ts'

/** What the script of the page says, by the names under which it does. */
const TEXTS = {
  you: 'You',
  two: '{one} and {two}',
  more: '{one} and {count} others',
  dueOne: '{who} is being paged now',
  dueMany: '{who} are being paged now',
  nextYou: 'Next: you are paged again in',
  nextOne: 'Next: {who} is paged in',
  nextMany: 'Next: {who} are paged in',
  counted: 'Counted {time}.',
  tapped: 'Tapped {tap}, counted {time}.',
  stopped: 'Stopped {span} before step {step}.',
  taken: 'Acknowledged {time}.',
  tapLater: 'Your tap at {tap} came {span} later and changed nothing.',
  tapAfter: 'Your tap at {tap} reached the server after that and changed nothing.',
  uncounted: 'Your tap at {tap} is saved on this phone. The server has not seen it.',
  still: '{who} will still be paged.',
  ackResolved: 'Resolved',
  ackNone: 'Not acknowledged',
  ackYou: 'Acknowledged by you',
  ackBy: 'Acknowledged by {who}',
  acknowledge: 'Acknowledge',
  sending: 'Sending',
  queued: 'Queued, retrying',
  asOf: 'As of {time}',
  cut: 'No signal, {span}',
  live: 'Live, {span}',
  firstTry: 'sending, try {count}',
  nextTry: 'try {count}, next in {span}',
  due: 'at {time}',
  step: 'step {now} of {of}',
  stepYou: 'step {now} of {of}, you',
  wait: "Escalates in, by this phone's clock",
  checked: 'clock checked {span} ago',
  mine: 'You have it.',
  mineStopped: 'You have it. Escalation stopped.',
  theirs: '{who} has it.',
  resolved: '{time}, after {span}. Nothing is left to do.',
  opened: '{time}, {span} ago',
  own: '{who} (you)',
  unsent: 'not sent yet',
} as const satisfies Record<string, ServerText>

/** What the script of the page says, in one language; values stand in braces. */
export type PhoneWords = Readonly<Record<keyof typeof TEXTS, string>>

/** The words that travel with the document: those of its reader's language, and of no other. */
export const phoneWords = (language: Language): PhoneWords => textsOf(language, TEXTS)
