// The game's own data: a host module, which scripts import and which is never reloaded.

export const Position = { x: new Float64Array(1024) }
