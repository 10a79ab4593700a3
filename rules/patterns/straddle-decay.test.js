import { test, session, values, flat } from 'shikra/test';

const day = '2024-01-02';
const market = session(day, flat(30, 21_700, 0));
const calm = values('2024-01-02 09:15', {
  'chain.straddle': 210,
  'chain.straddleVwap': 200,
  'chain.pcr': 0.9,
  'chain.maxPain': 21_650,
  'chain.expectedMove': 180,
  'chain.atmIv': 0.13,
});

test('finds the straddle falling below its average near maximum pain', {
  symbol: 'NIFTY 50',
  segment: 'INDICES',
  market: [calm, values('2024-01-02 09:30', { 'chain.straddle': 190 }), market],
  expect: [{ at: '09:30', direction: 'neutral', confidence: 0.55 }],
});

test('finds nothing where calls are held rather than puts', {
  symbol: 'NIFTY 50',
  segment: 'INDICES',
  market: [calm, values('2024-01-02 09:30', { 'chain.straddle': 190, 'chain.pcr': 0.5 }), market],
  expect: [],
});

test('finds nothing far from maximum pain', {
  symbol: 'NIFTY 50',
  segment: 'INDICES',
  market: [calm, values('2024-01-02 09:30', { 'chain.straddle': 190, 'chain.maxPain': 21_000 }), market],
  expect: [],
});

test('waits for the average to be known', {
  symbol: 'NIFTY 50',
  segment: 'INDICES',
  market: [values('2024-01-02 09:30', { 'chain.straddle': 190, 'chain.pcr': 0.9 }), market],
  expect: [],
});
