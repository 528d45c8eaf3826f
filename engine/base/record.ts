// record: an object by names that come from outside, such as those of scripts and fields.

/**
 * Objects with this prototype inherit nothing. V8 keeps them as fast as plain ones, which it does
 * not for those that have no prototype at all.
 */
const nothing: object = Object.create(null)

/** A copy that has no `constructor` or `toString` unless somebody put it in. Default empty. */
export function record<Values extends object>(values?: Values): Values {
  return Object.assign(Object.create(nothing), values)
}
