// Native and polling watchers keep the contract.

import { nativeWatcher, pollingWatcher } from 'tickswap/hotreload/node'
import { describeWatcher } from './watcher-conformance.ts'

const reason = { code: 'option', sentence: 'The test asks for it.' } as const

describeWatcher('native', (folder) => nativeWatcher(folder, { reason }))
describeWatcher('polling', (folder) => pollingWatcher(folder, { reason, interval: 20 }))
