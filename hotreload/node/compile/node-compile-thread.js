// In this repository the compile thread runs from its source. `dist` has the compiled entry in the place of this file.

import { register } from 'tsx/esm/api'

register()
await import('./node-compile-thread.ts')
