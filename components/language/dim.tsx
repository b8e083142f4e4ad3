import type { ReactNode } from 'react'

/** What `<dim>` in a text becomes: what stands back behind the rest. */
export const dim = (text: ReactNode): ReactNode => <span className="text-fg-3">{text}</span>
