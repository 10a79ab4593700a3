import { test, session, flat, ramp } from 'shikra/test';

const before = session('2024-01-02', flat(375, 100, 1000));
const indexBefore = session('2024-01-02', flat(375, 21_500, 0));
const rise = ramp(40, 100, 102, 1000);
// Falls to the average price of the session and comes back above it.
const dip = [[102, 102, 100.6, 100.7, 500], [100.7, 101.9, 100.7, 101.8, 2500]];

test('finds the return above VWAP after steady buying in a flat market', {
  derivatives: true,
  others: { 'NSE:NIFTY 50': [indexBefore, session('2024-01-03', flat(45, 21_510, 0))] },
  market: [before, session('2024-01-03', [...rise, ...dip])],
  expect: [{ at: '09:57', direction: 'long' }],
});

test('finds nothing where the index rises as much', {
  derivatives: true,
  others: { 'NSE:NIFTY 50': [indexBefore, session('2024-01-03', ramp(45, 21_500, 21_930, 0))] },
  market: [before, session('2024-01-03', [...rise, ...dip])],
  expect: [],
});

test('looks only at what has futures or options', {
  others: { 'NSE:NIFTY 50': [indexBefore, session('2024-01-03', flat(45, 21_510, 0))] },
  market: [before, session('2024-01-03', [...rise, ...dip])],
  expect: [],
});
