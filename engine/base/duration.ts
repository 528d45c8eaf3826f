// Durations: the two units of time. Game time is in seconds, wall-clock time in milliseconds.

/** A duration or a point in time, in seconds. */
export type Seconds = number

/** A duration or a point in time, in milliseconds. */
export type Milliseconds = number
