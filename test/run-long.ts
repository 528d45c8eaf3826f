// `npm run test:long`: the same tests as `npm test`, of which some try ten times as much.

Object.assign(process.env, { TICKSWAP_TEST_LONG: '1' })
await import('./run.ts')
