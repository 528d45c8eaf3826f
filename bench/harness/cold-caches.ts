// cold-caches: drives code and data out of the processor's caches, as the game's own work does
// between two edits.

const largerThanCaches = new Uint8Array(64 * 2 ** 20)

/** Touches more memory than the caches hold. */
export function chillCaches(): void {
  for (let index = 0; index < largerThanCaches.length; index += 64) largerThanCaches[index]++
}
