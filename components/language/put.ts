import type { ReactNode } from 'react'

/** What `<name></name>` in a text becomes: something that is no text, such as a time that goes on. */
export const put = (node: ReactNode) => (): ReactNode => node
