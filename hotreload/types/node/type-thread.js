// In this repository the type thread runs from its source. `dist` has the compiled entry in the place of this file.

import { register } from 'tsx/esm/api'

register()
await import('./type-thread.ts')
