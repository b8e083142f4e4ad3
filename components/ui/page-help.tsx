'use client'
import { createContext, use, type ReactNode } from 'react'

const Context = createContext<ReactNode>(null)

/** Sets what opens the explanation of a page, in the header of every page below. */
export const PageHelpProvider = Context

/** Its place in the header; nothing where nobody explains pages. */
export const PageHelpPlace = (): ReactNode => use(Context)
