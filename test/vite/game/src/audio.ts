// A host module that no script imports at first.

export const audio = { volume: 7 }
