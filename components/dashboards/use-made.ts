'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useToast } from '#components/ui/toast.tsx'

/** The dialog that makes a scope, and the way to what it made. */
export function useMade() {
  const [isOpen, setIsOpen] = useState(false)
  const router = useRouter()
  const show = useToast()
  return {
    isOpen,
    open: () => setIsOpen(true),
    close: () => setIsOpen(false),
    goTo: (href: string, text: string) => {
      setIsOpen(false)
      show({ text })
      router.push(href)
      router.refresh() // the frame of the page has a scope more to offer
    },
  }
}
