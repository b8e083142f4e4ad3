import Bowser from 'bowser'

const UNKNOWN = 'Unknown device'
/** What a program calls itself, short enough for a line. */
const MAX_RAW = 60

/** A device as people know it. */
export interface Device {
  /** For lists and mails, e.g. `Firefox 130 on Linux`. */
  readonly name: string
  /** Equal for the same browser on the same system, whatever their versions. */
  readonly key: string
}

/** Reads the user agent of a request: browser and system, or what a program calls itself. It is a claim, no proof. */
export function deviceOf(userAgent: string | null): Device {
  const raw = (userAgent ?? '').replaceAll(/[^\u0020-\u007e]/g, '').trim()
  if (raw === '') return { name: UNKNOWN, key: UNKNOWN }
  const { browser, os, platform } = Bowser.parse(raw)
  if (browser.name === undefined || browser.name === '' || os.name === undefined) {
    const name = raw.slice(0, MAX_RAW)
    return { name, key: name.replaceAll(/[\d.]+/g, '') }
  }
  const version = /^\d+/.exec(browser.version ?? '')?.[0]
  const name = [browser.name, ...(version === undefined ? [] : [version]), 'on', os.name].join(' ')
  return { name, key: [browser.name, os.name, platform.type ?? ''].join('|') }
}
