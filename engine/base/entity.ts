// Entity: how the engine names entities, alone and in lists.

/** An entity id, as bitECS hands it out. */
export type Entity = number

/** The entities of one `update` call. Do not keep it or write to it: the engine reuses it. */
export type EntityList = readonly Entity[]
