import type { Text } from '#components/language/use-text.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** Time left as digits that change in place: `08:52`, from an hour on `1:08:52`; 0 when it is over. */
export function countdownText(millisecondsLeft: number): string {
  const seconds = Math.max(0, Math.ceil(millisecondsLeft / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`
}

/** The moments at which a countdown is read out; at every second it would drown everything else. */
const SPOKEN_AT = [60, 30, 10]

/** The sentence that is spoken at this moment: the smallest of the marks that is reached, empty before the first. */
export function countdownAnnouncement(t: Text<'ui'>, millisecondsLeft: number): string {
  const seconds = Math.ceil(millisecondsLeft / 1000)
  if (seconds <= 0) return t('countdown.over')
  const mark = SPOKEN_AT.findLast((each) => seconds <= each)
  return mark === undefined ? '' : t('countdown.left', { seconds: mark })
}
