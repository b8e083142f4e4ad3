'use client'
import { useText } from '#components/language/use-text.ts'
import { useCommand } from '#components/shell/shell-commands.tsx'
import { focusedRow } from '#components/ui/table/focused-row.ts'
import { useToast } from '#components/ui/toast.tsx'
import type { AskedAct } from './incident-act-words.ts'
import type { IncidentListRights } from './incident-table.tsx'
import { rowsToAct, type ListToAct } from './rows-to-act.ts'

/** Lets keys and the palette act on the rows that are chosen, or else on the row in focus, where the reader may. */
export function useListActs(
  list: Omit<ListToAct, 'focused'>,
  may: IncidentListRights,
  onAsk: (act: AskedAct) => void,
): void {
  const t = useText('incidents')
  const show = useToast()
  const ask = (act: AskedAct['act']) => () => {
    const found = rowsToAct(t, act, { ...list, focused: focusedRow() })
    if (typeof found === 'string') show({ text: found })
    else onAsk({ act, incidentIds: found })
  }
  useCommand('acknowledge', may.acknowledge ? ask('acknowledge') : null)
  useCommand('resolve', may.resolve ? ask('resolve') : null)
}
