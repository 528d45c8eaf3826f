// unhurried: options of a hot reload so that nothing it reports depends on how busy the machine is.

import type { AlertThresholds } from 'tickswap/hotreload'

/** No reload is slow. A test of slow reloads steps a clock and says from when on they are. */
export const unhurried: Partial<AlertThresholds> = { reloadTime: Number.POSITIVE_INFINITY }
