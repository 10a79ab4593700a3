import { test, session, ramp } from 'shikra/test';

const belowVwap = ramp(40, 110, 100, 1000);

test('finds the close back above the session VWAP', {
  market: session('2024-01-02', [...belowVwap, [100, 105.3, 100, 105.2, 9000]]),
  expect: [{ at: '09:56', direction: 'long' }],
});

test('finds nothing on usual volume', {
  market: session('2024-01-02', [...belowVwap, [100, 105.3, 100, 105.2, 1000]]),
  expect: [],
});
