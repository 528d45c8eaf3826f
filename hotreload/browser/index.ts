// What `tickswap/hotreload/browser` exports: the adapters for a page, and the HUD.

export { type IndexedDbBackupOptions, indexedDbBackup } from './backup/indexed-db-backup.ts'
export { type WorkerCompilerOptions, workerCompiler } from './compile/worker-compiler.ts'
export {
  type ConnectedGame,
  type ConnectOptions,
  connectLive,
  connectVite,
  type ServedGame,
} from './connect/connect-scripts.ts'
export { blobScriptEvaluator } from './evaluate/blob-script-evaluator.ts'
export { indirectEvalEvaluator } from './evaluate/indirect-eval-evaluator.ts'
export { pageEvaluator } from './evaluate/page-evaluator.ts'
export {
  canOpenFolders,
  type FolderSource,
  type FolderSourceOptions,
  folderSource,
} from './folder/folder-source.ts'
export type { Hud, HudOptions } from './hud/mount/hud.ts'
export { mountHud } from './hud/mount/mount-hud.ts'
export type { OpenEditor } from './hud/problems/editor-opener.ts'
export type { Corner, Theme } from './hud/stage/stage.ts'
export { pageMemory } from './page/page-memory.ts'
export { type ViteSocketOptions, viteSocket } from './vite/reconnecting-socket.ts'
export { type ViteCompilerOptions, viteCompiler } from './vite/vite-compiler.ts'
export type { ViteSocket } from './vite/vite-socket.ts'
export { type ViteSourceOptions, viteSource } from './vite/vite-source.ts'
