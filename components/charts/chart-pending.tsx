import type { ReactNode } from 'react'
import { Panel } from '#components/ui/panel.tsx'

/** Stands where a chart will be, in its height, while its data are asked for or cannot be had: say which inside. */
export function ChartPending({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel title={title} isFlush>
      <div className="min-h-62">{children}</div>
    </Panel>
  )
}
