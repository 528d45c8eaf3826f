// patience: how long tests wait for what must happen before they say that it did not. No other
// place has such limits.

/**
 * For one condition, in milliseconds. Waiting costs nothing where things are quick: this is only
 * how long a hang takes to be told, also on a machine that does much else.
 */
export const PATIENCE = 120_000

/** For a whole test or hook, which may wait for several conditions. */
export const PATIENCE_OF_A_TEST = 300_000
