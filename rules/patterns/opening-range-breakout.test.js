import { test, session, sessions, flat, ramp } from 'shikra/test';

// Twenty usual days, so that the relative volume knows what is usual.
const usual = sessions('2024-02-01', 20, flat(375, 100, 1000));
const day = '2024-02-29';

test('finds a close above the opening range on volume in an up-trend', {
  symbol: 'RELIANCE',
  market: [
    usual,
    session(day, [
      ...flat(15, 100, 1000), // the opening range is 100 to 100
      ...flat(5, 99.5, 1000),
      [99.5, 101, 99.5, 101, 22_000],
    ]),
  ],
  expect: [{ at: '09:36', direction: 'long', confidence: 0.65, stop: 100, target: 103 }],
});

test('finds nothing on usual volume', {
  symbol: 'RELIANCE',
  market: [usual, session(day, [...flat(15, 100, 1000), ...ramp(10, 100, 102, 1000)])],
  expect: [],
});
