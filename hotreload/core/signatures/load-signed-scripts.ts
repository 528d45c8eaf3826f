// What is loaded only where signatures are required.

export { AcceptedReleases } from './accepted-releases.ts'
export { SignedScripts } from './signed-scripts.ts'
