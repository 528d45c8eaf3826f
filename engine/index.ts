// Everything that `tickswap` exports.

export type { Milliseconds, Seconds } from './base/duration.ts'
export { Emitter, type ListenerFailed } from './base/emitter.ts'
export type { Entity, EntityList } from './base/entity.ts'
export { errorMessage } from './base/error-message.ts'
export { didYouMean, nearest } from './base/nearest.ts'
export { record } from './base/record.ts'
export { TickswapError } from './base/tickswap-error.ts'
export type {
  Behaviours,
  BehavioursOptions,
  Generation,
  Preparation,
} from './behaviours/behaviours.ts'
export { createBehaviours } from './behaviours/create-behaviours.ts'
export type { Budget } from './budget/budget.ts'
export type { Behaviour, BehaviourDefinition } from './define/behaviour.ts'
export { defineBehaviour } from './define/behaviour.ts'
export { type Definition, isDefinition } from './define/definition.ts'
export type {
  ColumnArray,
  Field,
  NumericArray,
  NumericField,
  NumericType,
  RefField,
  Schema,
  State,
} from './define/field.ts'
export { entity, f32, f64, i8, i16, i32, ref, u8, u16, u32 } from './define/field.ts'
export { forgetOnce, once } from './define/once.ts'
export type { EventSource, Ownership, Resource } from './define/ownership.ts'
export { defineSystem, type System, type SystemDefinition } from './define/system.ts'
export type {
  EachContext,
  EntityContext,
  FrameContext,
  MigrateContext,
  UpdateContext,
  VersionContext,
} from './define/version-context.ts'
export type { Fault, HookName, Thrown } from './fault/fault.ts'
export type { FaultLimit } from './fault/fault-limit.ts'
export { animationFrameClock, type FrameRequester } from './loop/animation-frame-clock.ts'
export type { Clock } from './loop/clock.ts'
export { createLoop, type FixedStep, type Loop, type LoopOptions } from './loop/loop.ts'
export { type ManualClock, manualClock } from './loop/manual-clock.ts'
export { type TimerClockOptions, timerClock } from './loop/timer-clock.ts'
export type { ScriptedComponent } from './membership/scripted-component.ts'
export type { ScriptReport } from './script/script-report.ts'
export type { FrameReport } from './script/swapping-port.ts'
export type { FieldChange } from './state/schema-difference.ts'
export type { Phase, RolloutOptions } from './version/rollout.ts'
export { scriptCall } from './version/script-call.ts'
export type { BehaviourEvents, EventName } from './world/behaviour-events.ts'
