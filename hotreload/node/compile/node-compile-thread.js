// The compile thread in this repository runs from its source. In `dist`, its entry has this name.

import { register } from 'tsx/esm/api'

register()
await import('./node-compile-thread.ts')
