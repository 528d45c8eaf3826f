// The plain modules. The bench writes this file: see `acceptingModule` in
// bench/harness/vite-modules.ts.

/** What runs now, by name. */
export const plainModules = new Map<string, { mark(): void }>()
