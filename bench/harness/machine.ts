// machine: where figures were taken. A figure without it means little.

import { cpus, loadavg, release, totalmem, type } from 'node:os'

/** The computer and the runtime, for the heading of a run and its results. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly node: string
  /** How many processes wanted a core in the last minute; 0 on Windows, which does not tell. */
  readonly load: number
}

export function describeMachine(): Machine {
  const processors = cpus()
  return {
    cpu: processors[0]?.model.trim() || 'unknown CPU',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  }
}

export function machineLine({ cpu, cores, memoryGigabytes, system, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}`
}

/** A warning if something else uses the machine: it will take time from whatever is measured. */
export function busyWarning({ load, cores }: Machine): string | undefined {
  if (load < cores / 4) return undefined
  return `The machine is busy: a load of ${load.toFixed(1)} on ${cores} cores. Worst cases will be somebody else's.`
}
