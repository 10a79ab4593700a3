import { test, session, ramp } from 'shikra/test';

test('finds the turn after a fall', {
  market: session('2024-01-02', [...ramp(40, 110, 100, 1000), ...ramp(8, 100, 108, 1000)]),
  expect: [{ at: '10:01', direction: 'long' }],
});

test('finds nothing while it falls', {
  market: session('2024-01-02', ramp(60, 110, 100, 1000)),
  expect: [],
});
