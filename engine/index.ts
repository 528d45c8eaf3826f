// Everything that `tickswap` exports: what a shipped game carries.

export type {
  Behaviour,
  BehaviourDefinition,
  EachContext,
  Entity,
  EntityContext,
  EntityList,
  FrameContext,
  MigrateContext,
  Seconds,
  UpdateContext,
  VersionContext,
} from './behaviour.ts'
export { defineBehaviour } from './behaviour.ts'
export type {
  Behaviours,
  BehavioursOptions,
  FrameReport,
  Generation,
  Preparation,
} from './behaviours.ts'
export type { Budget } from './budget.ts'
export * from './clock.ts'
export { createBehaviours } from './create-behaviours.ts'
export { type Definition, isDefinition } from './definition.ts'
export type { FieldChange } from './difference.ts'
export { Emitter, type ListenerFailed } from './emitter.ts'
export { TickswapError } from './error.ts'
export type { BehaviourEvents, EventName } from './events.ts'
export type { Fault, FaultLimit, HookName, Thrown } from './fault.ts'
export type {
  ColumnArray,
  Field,
  NumericArray,
  NumericField,
  NumericType,
  RefField,
  Schema,
  State,
} from './field.ts'
export { entity, f32, f64, i8, i16, i32, ref, u8, u16, u32 } from './field.ts'
export * from './loop.ts'
export { nearest } from './nearest.ts'
export { forgetOnce, once } from './once.ts'
export type { EventSource, Ownership, Resource } from './ownership.ts'
export type { ScriptReport } from './report.ts'
export type { Phase, RolloutOptions } from './rollout.ts'
export { scriptCall } from './script-call.ts'
export type { ScriptedComponent } from './scripted-component.ts'
export { defineSystem, type System, type SystemDefinition } from './system.ts'
