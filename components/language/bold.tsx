import type { ReactNode } from 'react'

/** What `<b>` in a text becomes: a name or an address, which may be long. */
export const bold = (text: ReactNode): ReactNode => (
  <b className="font-medium wrap-anywhere text-fg-1">{text}</b>
)
