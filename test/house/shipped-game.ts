// The smallest game that uses tickswap as a shipped one does: what bundles carry for it is
// measured.

import { createBehaviours, defineBehaviour, f32 } from 'tickswap'

export default [createBehaviours, defineBehaviour, f32]
