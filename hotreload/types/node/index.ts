// What `tickswap/types/node` exports: the type checker for Node, and the files for one in a page.

export type { DiskProject } from './disk-project.ts'
export { gatherTypeFiles } from './gather-type-files.ts'
export { type ThreadTypeCheckerOptions, threadTypeChecker } from './thread-type-checker.ts'
