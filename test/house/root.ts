// root: the folder of the package, which the tests of the house look at as text.

import { fileURLToPath } from 'node:url'

/** With forward slashes and without one at the end, as TypeScript and Vite write paths. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '')
