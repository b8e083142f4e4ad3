import type { ReactNode } from 'react'

/** What `<code>` in a text becomes: what is typed or sent exactly so. */
export const mono = (text: ReactNode): ReactNode => <code className="font-mono">{text}</code>
