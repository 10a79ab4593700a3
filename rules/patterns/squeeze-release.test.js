import { test, session, flat, repeat } from 'shikra/test';

// Sixty narrow bars, then the bar that leaves them.
const narrow = repeat(30, [[100, 100.6, 99.6, 100.2, 1000], [100.2, 100.5, 99.7, 100, 1000]]);

test('finds the bar that leaves a narrow range upwards on volume', {
  market: session('2024-01-02', '5m', [...narrow, [100, 102, 100, 102, 3000]]),
  expect: [{ at: '14:20', direction: 'long', confidence: 0.7 }],
});

test('finds the way down as well', {
  market: session('2024-01-02', '5m', [...narrow, [100, 100, 98, 98, 3000]]),
  expect: [{ at: '14:20', direction: 'short' }],
});

test('finds nothing without force', {
  market: session('2024-01-02', '5m', [...narrow, [100, 100.65, 100, 100.65, 1000]]),
  expect: [],
});

test('finds nothing that stays in the range', {
  market: session('2024-01-02', '5m', [...narrow, [100, 100.5, 99.8, 100.4, 3000], ...flat(3, 100.2, 1000)]),
  expect: [],
});
