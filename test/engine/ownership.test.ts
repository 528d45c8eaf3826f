// What a version owns is disposed with it: timers, listeners, resources. What they throw is a
// fault.

import { addComponent, addEntity, createWorld } from 'bitecs'
import {
  type Behaviours,
  createBehaviours,
  defineBehaviour,
  defineSystem,
  type Fault,
  type Ownership,
} from 'tickswap'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

function takingSystem(take: (own: Ownership) => void) {
  return defineSystem({ setup: ({ own }) => take(own) })
}

function faultsOf(behaviours: Behaviours): Fault[] {
  const faults: Fault[] = []
  behaviours.on('faulted', (fault) => faults.push(fault))
  return faults
}

/** Runs past the probation, so that the current version is the good one. */
function settle(behaviours: Behaviours): void {
  for (let i = 0; i < 70; i++) behaviours.step(1 / 60)
}

describe('what a version owns', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('has a signal whose listeners can be removed, are not added twice, and may be objects', () => {
    const heard: string[] = []
    const kept = () => heard.push('kept')
    const removed = () => heard.push('removed')
    const object = { handleEvent: () => heard.push('object') }
    const behaviours = createBehaviours(createWorld())
    behaviours.register(
      'listener',
      defineSystem({
        setup({ signal }) {
          for (const listener of [kept, kept, removed, object])
            signal.addEventListener('abort', listener)
          signal.removeEventListener('abort', removed)
        },
      }),
    )
    behaviours.close()
    expect(heard).toEqual(['kept', 'object'])
  })

  it('is counted, timers apart, until it is disposed', () => {
    const behaviours = createBehaviours(createWorld())
    const cancels: (() => void)[] = []
    const takeAll = (own: Ownership) => {
      own.timeout(100, () => {})
      own.interval(100, () => {})
      cancels.push(own.interval(100, () => {}))
      own.listen(new EventTarget(), 'tap', () => {})
      own.take({ close() {} })
    }
    const counted = () => {
      const { timers, resources } = behaviours.inspect('taker')
      return { timers, resources }
    }
    behaviours.register('taker', takingSystem(takeAll))
    expect(counted()).toEqual({ timers: 3, resources: 5 })
    vi.advanceTimersByTime(100)
    expect(counted()).toEqual({ timers: 2, resources: 4 })
    cancels[0]?.()
    expect(counted()).toEqual({ timers: 1, resources: 3 })
    behaviours.publish({ taker: takingSystem(takeAll) })
    expect(counted()).toEqual({ timers: 4, resources: 8 })
    settle(behaviours)
    expect(counted()).toEqual({ timers: 3, resources: 5 })
    behaviours.publish({ taker: defineSystem({}) })
    settle(behaviours)
    expect(counted()).toEqual({ timers: 0, resources: 0 })
  })

  it('ends its intervals and timeouts when the next version is committed', () => {
    const calls: string[] = []
    const behaviours = createBehaviours(createWorld())
    behaviours.register(
      'clock',
      takingSystem((own) => {
        own.interval(100, () => calls.push('tick'))
        own.timeout(1000, () => calls.push('late'))
      }),
    )
    vi.advanceTimersByTime(250)
    behaviours.publish({ clock: defineSystem({}) })
    settle(behaviours)
    vi.advanceTimersByTime(5000)
    expect(calls).toEqual(['tick', 'tick'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('calls a timeout once, and can be called off', () => {
    const calls: string[] = []
    const behaviours = createBehaviours(createWorld())
    behaviours.register(
      'clock',
      takingSystem((own) => {
        own.timeout(100, () => calls.push('first'))
        own.timeout(100, () => calls.push('second'))()
      }),
    )
    vi.advanceTimersByTime(1000)
    expect(calls).toEqual(['first'])
  })

  it('removes its listeners when it is withdrawn', () => {
    const source = new EventTarget()
    const heard: string[] = []
    const behaviours = createBehaviours(createWorld())
    behaviours.register('ears', defineSystem({}))
    behaviours.publish({
      ears: defineSystem({
        setup: ({ own }) => own.listen(source, 'ping', () => heard.push('ping')),
        update() {
          throw new Error('deaf')
        },
      }),
    })
    source.dispatchEvent(new Event('ping'))
    behaviours.step(1 / 60)
    source.dispatchEvent(new Event('ping'))
    expect(heard).toEqual(['ping'])
  })

  it('gives resources back in the reverse order, each in its own way, even if one of them throws', () => {
    const given: string[] = []
    const behaviours = createBehaviours(createWorld())
    const faults = faultsOf(behaviours)
    behaviours.register(
      'store',
      takingSystem((own) => {
        own.take(() => given.push('function'))
        own.take({ close: () => given.push('close') })
        own.take({
          dispose: () => {
            throw new Error('stuck')
          },
        })
        own.take({ destroy: () => given.push('destroy') })
      }),
    )
    behaviours.publish({ store: defineSystem({}) })
    settle(behaviours)
    expect(given).toEqual(['destroy', 'close', 'function'])
    expect(faults.map(({ hook, outcome }) => [hook, outcome])).toEqual([['release', 'released']])
  })

  it('withdraws an unproven version whose timer throws, without a word to the host', () => {
    const world = createWorld()
    const behaviours = createBehaviours(world)
    const faults = faultsOf(behaviours)
    const Walk = behaviours.register('walk', defineBehaviour({}))
    const entity = addEntity(world)
    addComponent(world, entity, Walk)
    const first = behaviours.inspect('walk').version
    behaviours.publish({
      walk: defineBehaviour({
        setup: ({ own }) =>
          own.interval(10, () => {
            throw new Error('trip')
          }),
      }),
    })
    behaviours.step(1 / 60)
    vi.advanceTimersByTime(100)
    expect(faults.map(({ hook, outcome }) => [hook, outcome])).toEqual([['interval', 'withdrawn']])
    expect(behaviours.inspect('walk').version).toBe(first)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('survives a listener of the signal that throws', () => {
    const behaviours = createBehaviours(createWorld())
    const faults = faultsOf(behaviours)
    behaviours.register(
      'signal',
      defineSystem({
        setup({ signal }) {
          signal.addEventListener('abort', () => {
            throw new Error('no')
          })
        },
      }),
    )
    behaviours.publish({ signal: defineSystem({}) })
    settle(behaviours)
    expect(faults.map(({ hook }) => hook)).toEqual(['release'])
  })
})

it('takes a hook that rejects later for a fault', async () => {
  const behaviours = createBehaviours(createWorld())
  const faults = faultsOf(behaviours)
  behaviours.register('later', defineSystem({}))
  behaviours.publish({
    later: defineSystem({
      async update() {
        await Promise.resolve()
        throw new Error('too late')
      },
    }),
  })
  behaviours.step(1 / 60)
  await Promise.resolve()
  await Promise.resolve()
  expect(faults.map(({ hook, outcome }) => [hook, outcome])).toEqual([['update', 'withdrawn']])
})
