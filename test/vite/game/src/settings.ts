// A host module that the game sets up when it starts.

export const settings = { gravity: 0 }
