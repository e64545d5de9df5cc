import { createContext, use } from 'react'
import { createTheme, type Theme } from '../theme.ts'

/** How everything below is drawn. */
export const ThemeContext = createContext<Theme>(
  createTheme({ palette: 'mono', colour: false, ascii: false }),
)

/** The theme chosen at the start of the program. */
export function useTheme(): Theme {
  return use(ThemeContext)
}
