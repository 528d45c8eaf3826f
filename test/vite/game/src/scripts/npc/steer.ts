// A helper that a script imports.

export const steer = (heading: number): number => heading + 1
