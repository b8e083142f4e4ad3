'use client'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'

/** How a button opens and closes what floats beside it. `load` fetches the code of that as soon as it is likely. */
export function useLayerButton(load: () => Promise<unknown>, popup: 'menu' | 'dialog') {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const preload = () => {
    load().catch(() => {}) // opening it asks once more, and shows what is wrong
  }
  const button = {
    'aria-haspopup': popup,
    'aria-expanded': anchor !== null,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: ({ currentTarget }: MouseEvent<HTMLElement>) => {
      setAnchor((was) => (was === null ? currentTarget : null))
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (popup !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      setAnchor(event.currentTarget)
    },
  }
  return { anchor, button, close: () => setAnchor(null) }
}
