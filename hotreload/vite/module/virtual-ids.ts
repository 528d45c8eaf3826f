// Virtual ids: the ids of the plugin's virtual modules.

/** The module that the game imports. */
const VIRTUAL_ID = 'virtual:tickswap'

/**
 * Inside of Vite, a virtual module's id begins with this, so that no other plugin takes it for a
 * file.
 */
const RESOLVED = '\0'
const HOST = `${VIRTUAL_ID}/host/`
const SECRET_ID = `${VIRTUAL_ID}/secret`

/** The resolved id of one of the plugin's virtual modules; undefined for any other id. */
export function resolveVirtualId(id: string): string | undefined {
  return id === VIRTUAL_ID || id === SECRET_ID || id.startsWith(HOST) ? RESOLVED + id : undefined
}

export const RESOLVED_VIRTUAL_ID = RESOLVED + VIRTUAL_ID

/** The module from which a page reads the page secret again after the server was restarted. */
export const RESOLVED_SECRET_ID = RESOLVED + SECRET_ID

/** The id of the module that loads a host module when a script begins to import it. */
export function hostId(target: string): string {
  return HOST + Buffer.from(target).toString('base64url')
}

/** The target in the resolved form of a `hostId`; undefined for any other id. */
export function hostTarget(id: string): string | undefined {
  if (!id.startsWith(RESOLVED + HOST)) return undefined
  return Buffer.from(id.slice(RESOLVED.length + HOST.length), 'base64url').toString()
}
