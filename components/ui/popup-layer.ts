/** Sheet of everything that floats beside what opened it. */
export const POPUP =
  'max-h-[min(420px,var(--available-height))] max-w-[calc(100vw-16px)] overflow-y-auto rounded-panel bg-overlay text-fg-1 shadow-pop outline-none arrives'

/** Whether this event closes a popup. A press on the button that opened it does not: the button closes it itself. */
export const closesLayer = ({ target }: Event, anchor: Element): boolean =>
  !(target instanceof Node && anchor.contains(target))
