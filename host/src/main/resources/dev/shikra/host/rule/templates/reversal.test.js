import { test, session, ramp } from 'shikra/test';

test('finds the turn after a fall', {
  market: session('2024-01-02', '5m', [...ramp(20, 120, 100, 1000), [100, 106, 100, 106, 1000]]),
  expect: [{ at: '11:00', direction: 'long' }],
});

test('finds nothing while it falls', {
  market: session('2024-01-02', '5m', ramp(30, 120, 100, 1000)),
  expect: [],
});
