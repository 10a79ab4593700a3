import { test, session, flat, ramp } from 'shikra/test';

const fall = ramp(40, 110, 100, 1000);

test('finds the cross on more volume than usual', {
  market: session('2024-01-02', [...fall, ...ramp(8, 100, 108, 4000)]),
  expect: [{ at: '10:01', direction: 'long' }],
});

test('finds nothing on usual volume', {
  market: session('2024-01-02', [...fall, ...ramp(8, 100, 108, 1000)]),
  expect: [],
});

test('asks for more volume where its param says so', {
  params: { times: 10 },
  market: session('2024-01-02', [...fall, ...ramp(8, 100, 108, 4000)]),
  expect: [],
});

test('finds nothing while it warms up', {
  market: session('2024-01-02', [...flat(5, 100, 1000), ...ramp(5, 100, 110, 9000)]),
  expect: [],
});
