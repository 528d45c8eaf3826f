// In this repository the type thread runs from its source. In `dist` the compiled entry stands here.

import { register } from 'tsx/esm/api'

register()
await import('./type-thread.ts')
