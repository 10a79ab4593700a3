import { test, session, ticks, flat } from 'shikra/test';

test('finds the first tick beyond the distance', {
  market: [
    session('2024-01-02', flat(2, 100, 1000)),
    ticks('2024-01-02 09:20', [[0, 101, 10], [1, 102.5, 10], [2, 103, 10]]),
  ],
  expect: [{ at: '09:20:01', direction: 'long', stop: 100 }],
});
