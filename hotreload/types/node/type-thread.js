// Here the type thread runs from its source. In `dist` the compiled entry stands in its place.

import { register } from 'tsx/esm/api'

register()
await import('./type-thread.ts')
