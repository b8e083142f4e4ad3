import type { ReactNode } from 'react'

/**
 * Panels below each other that are laid out by the room they have (`@min-[896px]:`), not by the screen: a drawer that is read
 * beside the page takes a third of it. No tile stands in it: what it opens would be placed within the group by older browsers.
 */
export function PanelGroup({ children }: { children: ReactNode }) {
  return <div className="@container flex min-w-0 flex-col gap-4">{children}</div>
}
