// Made by: ./shikra rules types
// From what is installed: after a plugin came or went, make it again.

declare module 'shikra' {
  /** An input: in clauses, x.name is its number, false while it warms up. */
  interface Value {
    /** Its value so many closed bars ago. */
    ago(bars: number): Value;
    /** Its last values; x.name[0] is the newest. */
    window(bars: number): Window;
    highest(bars: number): Value;
    lowest(bars: number): Value;
    mean(bars: number): Value;
    rising(bars: number): Value;
    falling(bars: number): Value;
    within(bars: number): Value;
    barsSince(): Value;
    readonly '#number': true;
  }
  interface Window { readonly '#window': true; }
  interface Words<W extends string> { readonly '#word': W; }

  type Timeframe = '1m' | '3m' | '5m' | '15m' | '30m' | '1h' | 'day';

  interface BarValues {
    readonly open: Value;
    readonly high: Value;
    readonly low: Value;
    readonly close: Value;
    readonly volume: Value;
    readonly vwap: Value;
    readonly trades: Value;
  }

  interface DayValues {
    readonly open: Value;
    readonly high: Value;
    readonly low: Value;
    readonly volume: Value;
    readonly close: Value;
    readonly previousClose: Value;
    readonly minutes: Value;
    readonly change: Value;
    readonly gap: Value;
    readonly previousOpen: Value;
    readonly previousHigh: Value;
    readonly previousLow: Value;
    readonly previousVolume: Value;
  }

  interface PreviousDayValues {
    readonly open: Value;
    readonly high: Value;
    readonly low: Value;
    readonly close: Value;
    readonly volume: Value;
  }

  interface TickValues {
    readonly price: Value;
    readonly quantity: Value;
    readonly bid: Value;
    readonly ask: Value;
    readonly openInterest: Value;
    readonly spread: Value;
    readonly imbalance: Value;
    readonly microprice: Value;
    readonly orderFlow: Value;
    readonly volumeDelta: Value;
  }

  interface CandidateValues {
    readonly confidence: Value;
    readonly price: Value;
    readonly stop: Value;
    readonly target: Value;
    readonly direction: Value;
    readonly sinceLastAlert: Value;
  }

  /** Where in the session the last closed minute lies. */
  export const session: {
    /** preopen, opening (first 30 minutes), regular, closing (last 30 minutes) or closed. */
    readonly phase: Words<'preopen' | 'opening' | 'regular' | 'closing' | 'closed'>;
    /** Minutes from the open to the bar's end. */
    readonly minutesSinceOpen: Value;
    /** Minutes from the bar's end to the close. */
    readonly minutesToClose: Value;
  };

  /** Time of the day at the end of the last closed minute, in the market's zone. */
  export const time: {
    /** 0 to 23. */
    readonly hour: Value;
    /** 0 to 59. */
    readonly minute: Value;
    /** Minutes since midnight. */
    readonly minutes: Value;
    /** 1 Monday to 7 Sunday. */
    readonly weekday: Value;
  };

  /** The whole market as of the last closed minute. */
  export const market: {
    /** Share, 0 to 1, of the equities that are above the close of the session before. */
    readonly advancing: Value;
    /** The share that is below it. */
    readonly declining: Value;
    /** Share of the equities that are above their session's open. */
    readonly aboveOpen: Value;
    /** Close of INDIA VIX, percent a year. */
    readonly vix: Value;
  };

  /** Of the option itself: volatility, Greeks, price, interest; NaN of what is no option. */
  export const option: {
    /** whether it is priced, and why not */
    readonly status: Words<'ok' | 'no-price' | 'stale' | 'crossed' | 'wide-spread' | 'bad-price' | 'no-contract' | 'bad-strike' | 'expired' | 'no-forward' | 'below-intrinsic' | 'above-maximum' | 'no-information' | 'model-failed'>;
    /** the price that is used, in the quote currency */
    readonly price: Value;
    /** which price that is */
    readonly priceSource: Words<'none' | 'mid' | 'last'>;
    /** implied volatility, a fraction per square root of a year: 0.2 is 20 % */
    readonly iv: Value;
    /** price change per 1 of the underlying: call 0 to 1, put -1 to 0 */
    readonly delta: Value;
    /** change of delta per 1 of the underlying */
    readonly gamma: Value;
    /** price change per calendar day that passes */
    readonly theta: Value;
    /** price change per 1 % of volatility */
    readonly vega: Value;
    /** price change per 1 % of the rate */
    readonly rho: Value;
    /** change of delta per 1.00 of volatility */
    readonly vanna: Value;
    /** change of dV/dsigma per 1.00 of volatility */
    readonly vomma: Value;
    /** (F - K) / F of a call, (K - F) / F of a put: above 0 in the money */
    readonly moneyness: Value;
    /** what exercise is worth at the spot, at the forward without one */
    readonly intrinsic: Value;
    /** price less intrinsic */
    readonly timeValue: Value;
    /** in the quote currency */
    readonly strike: Value;
    /** days of 24 hours left */
    readonly timeToExpiry: Value;
    /** minutes left in which the market is open */
    readonly tradingMinutes: Value;
    /** units */
    readonly openInterest: Value;
    /** units, against the session before */
    readonly openInterestChange: Value;
    /** units traded in the session */
    readonly volume: Value;
    /** what price and open interest together say */
    readonly buildup: Words<'none' | 'long-buildup' | 'short-buildup' | 'long-unwinding' | 'short-covering'>;
  };

  /** Of the chain of options that the instrument belongs to; NaN where there is none. */
  export const chain: {
    /** whether there is a forward, and why not */
    readonly status: Words<'ok' | 'no-price' | 'stale' | 'crossed' | 'wide-spread' | 'bad-price' | 'no-contract' | 'bad-strike' | 'expired' | 'no-forward' | 'below-intrinsic' | 'above-maximum' | 'no-information' | 'model-failed'>;
    /** the underlying's price */
    readonly spot: Value;
    /** of this expiry */
    readonly forward: Value;
    /** where the forward comes from */
    readonly forwardSource: Words<'none' | 'future' | 'parity' | 'spot'>;
    /** days of 24 hours to expiry */
    readonly days: Value;
    /** the strike nearest to the forward */
    readonly atmStrike: Value;
    /** mean volatility of call and put at that strike, a fraction */
    readonly atmIv: Value;
    /** price of call and put at that strike together */
    readonly straddle: Value;
    /** the straddle's mean over the session, weighted by what its call and put traded */
    readonly straddleVwap: Value;
    /** F iv sqrt(T): one deviation until expiry, in the quote currency */
    readonly expectedMove: Value;
    /** options of the chain that are priced */
    readonly priced: Value;
    /** rate r at which S e^(rT) is the forward, a fraction per year */
    readonly impliedRate: Value;
    /** a of iv = a + b k + c k^2, k = ln(K/F) / (atmIv sqrt(T)); out of the money */
    readonly smileLevel: Value;
    /** b of the smile, volatility per deviation */
    readonly smileSlope: Value;
    /** c of the smile */
    readonly smileCurvature: Value;
    /** root mean square of the smile's residuals, a fraction */
    readonly smileError: Value;
    /** iv of the 25-delta put less iv of the 25-delta call, a fraction */
    readonly skew25: Value;
    /** mean of both 25-delta volatilities less atmIv, a fraction */
    readonly butterfly25: Value;
    /** atmIv of the next expiry less this one's, per 30 days between them */
    readonly termSlope: Value;
    /** at-the-money volatility for 30 days, linear in variance between expiries */
    readonly iv30: Value;
    /** where iv30 stands between lowest and highest of past sessions, 0 to 100 */
    readonly ivRank: Value;
    /** past sessions whose iv30 was lower, 0 to 100 */
    readonly ivPercentile: Value;
    /** open interest of puts over that of calls */
    readonly pcr: Value;
    /** volume of puts over that of calls */
    readonly pcrVolume: Value;
    /** strike at which all options together pay least at expiry */
    readonly maxPain: Value;
    /** open interest of calls, units */
    readonly callOi: Value;
    /** open interest of puts, units */
    readonly putOi: Value;
    /** its change against the session before */
    readonly callOiChange: Value;
    /** its change against the session before */
    readonly putOiChange: Value;
    /** strike with the largest open interest of calls */
    readonly callWall: Value;
    /** strike with the largest open interest of puts */
    readonly putWall: Value;
    /** net gamma exposure: sum of gamma x open interest x S^2 x 1 %, calls plus, puts minus */
    readonly gex: Value;
    /** strikes whose call and put could be traded against the forward beyond options.parityTolerance */
    readonly parityViolations: Value;
    /** what price and open interest of the nearest future say */
    readonly buildup: Words<'none' | 'long-buildup' | 'short-buildup' | 'long-unwinding' | 'short-covering'>;
    /** units in a lot */
    readonly lotSize: Value;
  };

  interface Studies {
    /** Accumulation/distribution line, in units; only its changes mean something */
    ad(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Chaikin oscillator: fast less slow average of the accumulation/distribution line, in units */
    adosc(parameters?: {
      /** a whole number from 1 to 5000; default 3 */
      fast?: number;
      /** a whole number from 1 to 5000; default 10 */
      slow?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Wilder's directional movement: trend strength and directions, 0 to 100 */
    adx(parameters?: {
      /** a whole number from 2 to 5000; default 14 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly adx: Value; readonly plusDi: Value; readonly minusDi: Value; readonly dx: Value; readonly adxr: Value };
    /** Aroon up and down, 0 to 100, and their difference */
    aroon(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly up: Value; readonly down: Value; readonly oscillator: Value };
    /** Wilder's average true range, in price units */
    atr(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      /** one of false, true; default false */
      tr0?: 'false' | 'true' | boolean;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Bollinger's bands, in the source's unit; width as a fraction of the middle, percentB as a fraction of the width */
    bbands(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** a number from 0.0 to 100.0; default 2.0 */
      deviations?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): { readonly upper: Value; readonly middle: Value; readonly lower: Value; readonly width: Value; readonly percentB: Value };
    /** All 61 candle functions together: 0, or a signal from -200 to 200; with a trend, only after the one that a pattern needs */
    candles(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly CDL2CROWS: Value; readonly CDL3BLACKCROWS: Value; readonly CDL3INSIDE: Value; readonly CDL3LINESTRIKE: Value; readonly CDL3OUTSIDE: Value; readonly CDL3STARSINSOUTH: Value; readonly CDL3WHITESOLDIERS: Value; readonly CDLABANDONEDBABY: Value; readonly CDLADVANCEBLOCK: Value; readonly CDLBELTHOLD: Value; readonly CDLBREAKAWAY: Value; readonly CDLCLOSINGMARUBOZU: Value; readonly CDLCONCEALBABYSWALL: Value; readonly CDLCOUNTERATTACK: Value; readonly CDLDARKCLOUDCOVER: Value; readonly CDLDOJI: Value; readonly CDLDOJISTAR: Value; readonly CDLDRAGONFLYDOJI: Value; readonly CDLENGULFING: Value; readonly CDLEVENINGDOJISTAR: Value; readonly CDLEVENINGSTAR: Value; readonly CDLGAPSIDESIDEWHITE: Value; readonly CDLGRAVESTONEDOJI: Value; readonly CDLHAMMER: Value; readonly CDLHANGINGMAN: Value; readonly CDLHARAMI: Value; readonly CDLHARAMICROSS: Value; readonly CDLHIGHWAVE: Value; readonly CDLHIKKAKE: Value; readonly CDLHIKKAKEMOD: Value; readonly CDLHOMINGPIGEON: Value; readonly CDLIDENTICAL3CROWS: Value; readonly CDLINNECK: Value; readonly CDLINVERTEDHAMMER: Value; readonly CDLKICKING: Value; readonly CDLKICKINGBYLENGTH: Value; readonly CDLLADDERBOTTOM: Value; readonly CDLLONGLEGGEDDOJI: Value; readonly CDLLONGLINE: Value; readonly CDLMARUBOZU: Value; readonly CDLMATCHINGLOW: Value; readonly CDLMATHOLD: Value; readonly CDLMORNINGDOJISTAR: Value; readonly CDLMORNINGSTAR: Value; readonly CDLONNECK: Value; readonly CDLPIERCING: Value; readonly CDLRICKSHAWMAN: Value; readonly CDLRISEFALL3METHODS: Value; readonly CDLSEPARATINGLINES: Value; readonly CDLSHOOTINGSTAR: Value; readonly CDLSHORTLINE: Value; readonly CDLSPINNINGTOP: Value; readonly CDLSTALLEDPATTERN: Value; readonly CDLSTICKSANDWICH: Value; readonly CDLTAKURI: Value; readonly CDLTASUKIGAP: Value; readonly CDLTHRUSTING: Value; readonly CDLTRISTAR: Value; readonly CDLUNIQUE3RIVER: Value; readonly CDLUPSIDEGAP2CROWS: Value; readonly CDLXSIDEGAP3METHODS: Value };
    /** Commodity channel index, mostly -200 to 200; work grows with the length */
    cci(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL2CROWS: 0, or a signal from -200 to 200 */
    cdl2crows(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3BLACKCROWS: 0, or a signal from -200 to 200 */
    cdl3blackcrows(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3INSIDE: 0, or a signal from -200 to 200 */
    cdl3inside(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3LINESTRIKE: 0, or a signal from -200 to 200 */
    cdl3linestrike(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3OUTSIDE: 0, or a signal from -200 to 200 */
    cdl3outside(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3STARSINSOUTH: 0, or a signal from -200 to 200 */
    cdl3starsinsouth(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDL3WHITESOLDIERS: 0, or a signal from -200 to 200 */
    cdl3whitesoldiers(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLABANDONEDBABY: 0, or a signal from -200 to 200 */
    cdlabandonedbaby(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLADVANCEBLOCK: 0, or a signal from -200 to 200 */
    cdladvanceblock(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLBELTHOLD: 0, or a signal from -200 to 200 */
    cdlbelthold(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLBREAKAWAY: 0, or a signal from -200 to 200 */
    cdlbreakaway(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLCLOSINGMARUBOZU: 0, or a signal from -200 to 200 */
    cdlclosingmarubozu(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLCONCEALBABYSWALL: 0, or a signal from -200 to 200 */
    cdlconcealbabyswall(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLCOUNTERATTACK: 0, or a signal from -200 to 200 */
    cdlcounterattack(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLDARKCLOUDCOVER: 0, or a signal from -200 to 200 */
    cdldarkcloudcover(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLDOJI: 0, or a signal from -200 to 200 */
    cdldoji(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLDOJISTAR: 0, or a signal from -200 to 200 */
    cdldojistar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLDRAGONFLYDOJI: 0, or a signal from -200 to 200 */
    cdldragonflydoji(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLENGULFING: 0, or a signal from -200 to 200 */
    cdlengulfing(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLEVENINGDOJISTAR: 0, or a signal from -200 to 200 */
    cdleveningdojistar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLEVENINGSTAR: 0, or a signal from -200 to 200 */
    cdleveningstar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLGAPSIDESIDEWHITE: 0, or a signal from -200 to 200 */
    cdlgapsidesidewhite(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLGRAVESTONEDOJI: 0, or a signal from -200 to 200 */
    cdlgravestonedoji(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHAMMER: 0, or a signal from -200 to 200 */
    cdlhammer(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHANGINGMAN: 0, or a signal from -200 to 200 */
    cdlhangingman(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHARAMI: 0, or a signal from -200 to 200 */
    cdlharami(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHARAMICROSS: 0, or a signal from -200 to 200 */
    cdlharamicross(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHIGHWAVE: 0, or a signal from -200 to 200 */
    cdlhighwave(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHIKKAKE: 0, or a signal from -200 to 200 */
    cdlhikkake(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHIKKAKEMOD: 0, or a signal from -200 to 200 */
    cdlhikkakemod(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLHOMINGPIGEON: 0, or a signal from -200 to 200 */
    cdlhomingpigeon(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLIDENTICAL3CROWS: 0, or a signal from -200 to 200 */
    cdlidentical3crows(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLINNECK: 0, or a signal from -200 to 200 */
    cdlinneck(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLINVERTEDHAMMER: 0, or a signal from -200 to 200 */
    cdlinvertedhammer(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLKICKING: 0, or a signal from -200 to 200 */
    cdlkicking(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLKICKINGBYLENGTH: 0, or a signal from -200 to 200 */
    cdlkickingbylength(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLLADDERBOTTOM: 0, or a signal from -200 to 200 */
    cdlladderbottom(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLLONGLEGGEDDOJI: 0, or a signal from -200 to 200 */
    cdllongleggeddoji(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLLONGLINE: 0, or a signal from -200 to 200 */
    cdllongline(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLMARUBOZU: 0, or a signal from -200 to 200 */
    cdlmarubozu(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLMATCHINGLOW: 0, or a signal from -200 to 200 */
    cdlmatchinglow(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLMATHOLD: 0, or a signal from -200 to 200 */
    cdlmathold(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLMORNINGDOJISTAR: 0, or a signal from -200 to 200 */
    cdlmorningdojistar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLMORNINGSTAR: 0, or a signal from -200 to 200 */
    cdlmorningstar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLONNECK: 0, or a signal from -200 to 200 */
    cdlonneck(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLPIERCING: 0, or a signal from -200 to 200 */
    cdlpiercing(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLRICKSHAWMAN: 0, or a signal from -200 to 200 */
    cdlrickshawman(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLRISEFALL3METHODS: 0, or a signal from -200 to 200 */
    cdlrisefall3methods(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSEPARATINGLINES: 0, or a signal from -200 to 200 */
    cdlseparatinglines(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSHOOTINGSTAR: 0, or a signal from -200 to 200 */
    cdlshootingstar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSHORTLINE: 0, or a signal from -200 to 200 */
    cdlshortline(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSPINNINGTOP: 0, or a signal from -200 to 200 */
    cdlspinningtop(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSTALLEDPATTERN: 0, or a signal from -200 to 200 */
    cdlstalledpattern(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLSTICKSANDWICH: 0, or a signal from -200 to 200 */
    cdlsticksandwich(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLTAKURI: 0, or a signal from -200 to 200 */
    cdltakuri(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLTASUKIGAP: 0, or a signal from -200 to 200 */
    cdltasukigap(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLTHRUSTING: 0, or a signal from -200 to 200 */
    cdlthrusting(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLTRISTAR: 0, or a signal from -200 to 200 */
    cdltristar(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLUNIQUE3RIVER: 0, or a signal from -200 to 200 */
    cdlunique3river(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLUPSIDEGAP2CROWS: 0, or a signal from -200 to 200 */
    cdlupsidegap2crows(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Candle function CDLXSIDEGAP3METHODS: 0, or a signal from -200 to 200 */
    cdlxsidegap3methods(parameters?: {
      /** one of none, slope, ema; default none */
      trend?: 'none' | 'slope' | 'ema';
      /** a whole number from 2 to 500; default 20 */
      trendLength?: number;
      /** a number from 0.0 to 100.0; default 1.0 */
      trendStrength?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Chaikin money flow, -1 to 1 */
    cmf(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Double exponential moving average, in the source's unit */
    dema(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Donchian channel, in price units; previous=true leaves the newest bar out */
    donchian(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of false, true; default false */
      previous?: 'false' | 'true' | boolean;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly upper: Value; readonly middle: Value; readonly lower: Value };
    /** Exponential moving average, in the source's unit */
    ema(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      /** one of sma, first; default sma */
      seed?: 'sma' | 'first';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** The session's open less the close before, in price units and percent, and whether it was filled (1 or 0) */
    gap(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): { readonly value: Value; readonly percent: Value; readonly filled: Value };
    /** Heikin-Ashi bars, in price units */
    heikinashi(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): { readonly open: Value; readonly high: Value; readonly low: Value; readonly close: Value };
    /** Ichimoku's lines unshifted, in price units */
    ichimoku(parameters?: {
      /** a whole number from 1 to 5000; default 9 */
      tenkan?: number;
      /** a whole number from 1 to 5000; default 26 */
      kijun?: number;
      /** a whole number from 1 to 5000; default 52 */
      senkou?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly tenkan: Value; readonly kijun: Value; readonly senkouA: Value; readonly senkouB: Value };
    /** High, low and middle of the session's first hour, in price units */
    initialbalance(parameters?: {
      /** a whole number from 1 to 1440; default 60 */
      minutes?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly high: Value; readonly low: Value; readonly mid: Value };
    /** Kaufman's adaptive moving average, in the source's unit */
    kama(parameters?: {
      /** a whole number from 1 to 5000; default 10 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Keltner channel, in price units */
    keltner(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** a whole number from 1 to 5000; default 10 */
      atrLength?: number;
      /** a number from 0.0 to 100.0; default 2.0 */
      multiplier?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly upper: Value; readonly middle: Value; readonly lower: Value };
    /** Nearest support and resistance from swings, in price units, and how often each was touched; work grows with lookback */
    levels(parameters?: {
      /** a whole number from 1 to 1000; default 100 */
      lookback?: number;
      /** a number from 0.0 to 0.1; default 0.002 */
      tolerance?: number;
      /** a whole number from 1 to 20; default 2 */
      wing?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly support: Value; readonly resistance: Value; readonly supportStrength: Value; readonly resistanceStrength: Value };
    /** Least-squares line: value at the newest bar, in the source's unit, and slope per bar */
    linreg(parameters?: {
      /** a whole number from 2 to 5000; default 14 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): { readonly value: Value; readonly slope: Value };
    /** Moving average convergence and divergence, in the source's unit */
    macd(parameters?: {
      /** a whole number from 1 to 5000; default 12 */
      fast?: number;
      /** a whole number from 1 to 5000; default 26 */
      slow?: number;
      /** a whole number from 1 to 5000; default 9 */
      signal?: number;
      /** one of talib, own, first; default talib */
      seed?: 'talib' | 'own' | 'first';
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): { readonly macd: Value; readonly signal: Value; readonly histogram: Value };
    /** Highest of a window, in the source's unit */
    max(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Money flow index, 0 to 100 */
    mfi(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Lowest of a window, in the source's unit */
    min(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Change over some bars, in the source's unit */
    mom(parameters?: {
      /** a whole number from 1 to 5000; default 10 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Average true range in percent of the close */
    natr(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** On-balance volume, in units; only its changes mean something */
    obv(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** High and low of the session's first minutes, in price units */
    openingrange(parameters?: {
      /** a whole number from 1 to 1440; default 15 */
      minutes?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly high: Value; readonly low: Value };
    /** Pivot levels from the session before, in price units */
    pivots(parameters?: {
      /** one of classic, fibonacci, camarilla, cpr; default classic */
      kind?: 'classic' | 'fibonacci' | 'camarilla' | 'cpr';
      on?: Timeframe;
      forming?: boolean;
    }): { readonly p: Value; readonly r1: Value; readonly r2: Value; readonly r3: Value; readonly s1: Value; readonly s2: Value; readonly s3: Value; readonly tc: Value; readonly bc: Value };
    /** Open, high, low and close of the session before, in price units */
    prevday(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): { readonly open: Value; readonly high: Value; readonly low: Value; readonly close: Value };
    /** Open, high, low and close of the week before, in price units */
    prevweek(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): { readonly open: Value; readonly high: Value; readonly low: Value; readonly close: Value };
    /** Parabolic stop and reverse, in price units */
    psar(parameters?: {
      /** a number from 0.0 to 1.0; default 0.02 */
      step?: number;
      /** a number from 0.0 to 1.0; default 0.2 */
      max?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Percent change over length bars less that of the instrument against, in points, and the ratio of the closes */
    relstrength(parameters?: {
      /** an instrument such as NSE:NIFTY 50; default NSE:NIFTY 50 */
      against?: string;
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly value: Value; readonly ratio: Value };
    /** Change over some bars in percent */
    roc(parameters?: {
      /** a whole number from 1 to 5000; default 10 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Wilder's relative strength index, 0 to 100 */
    rsi(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Volume so far over its mean at this time of day in the last sessions; 1 is usual */
    rvol(parameters?: {
      /** a whole number from 1 to 250; default 20 */
      days?: number;
      /** a whole number from 1 to 250; default 5 */
      min?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Simple moving average, in the source's unit */
    sma(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Standard deviation, in the source's unit */
    stddev(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of false, true; default false */
      sample?: 'false' | 'true' | boolean;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Stochastic oscillator, 0 to 100 */
    stoch(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      k?: number;
      /** a whole number from 1 to 5000; default 3 */
      smooth?: number;
      /** a whole number from 1 to 5000; default 3 */
      d?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly k: Value; readonly d: Value };
    /** Fast stochastic oscillator, 0 to 100 */
    stochf(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      k?: number;
      /** a whole number from 1 to 5000; default 3 */
      d?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly k: Value; readonly d: Value };
    /** Fast stochastic oscillator of the RSI, 0 to 100 */
    stochrsi(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      /** a whole number from 1 to 5000; default 14 */
      k?: number;
      /** a whole number from 1 to 5000; default 3 */
      d?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): { readonly k: Value; readonly d: Value };
    /** Supertrend line and bands, in price units, and direction 1 or -1 */
    supertrend(parameters?: {
      /** a whole number from 1 to 5000; default 10 */
      length?: number;
      /** a number from 0.0 to 100.0; default 3.0 */
      multiplier?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly line: Value; readonly direction: Value; readonly upper: Value; readonly lower: Value };
    /** Slow: any indicator of ta4j by its class name, made anew from the last bars for each value; for what is not built in */
    ta4j(parameters?: {
      /** a class name of ta4j such as RSIIndicator; default RSIIndicator */
      indicator?: string;
      /** a whole number from 0 to 5000; default 0 */
      length?: number;
      /** numbers such as 12,26; default  */
      args?: string;
      /** one of open, high, low, close, volume, hlc3; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hlc3';
      /** a whole number from 2 to 5000; default 200 */
      bars?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Triple exponential moving average, in the source's unit */
    tema(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** True range, in price units */
    trange(parameters?: {
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Change of a triple exponential average from bar to bar in percent */
    trix(parameters?: {
      /** a whole number from 1 to 5000; default 15 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Ultimate oscillator, 0 to 100 */
    ultosc(parameters?: {
      /** a whole number from 1 to 5000; default 7 */
      short?: number;
      /** a whole number from 1 to 5000; default 14 */
      medium?: number;
      /** a whole number from 1 to 5000; default 28 */
      long?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Volume by price: fullest row, value area and next nodes, in price units; work grows with rows, for anchor=rolling with length too */
    volumeprofile(parameters?: {
      /** one of session, start, rolling; default session */
      anchor?: 'session' | 'start' | 'rolling';
      /** a whole number from 1 to 1000; default 60 */
      length?: number;
      /** a whole number from 10 to 2000; default 200 */
      rows?: number;
      /** a number from 0.0 to 1000000.0; default 0.0 */
      tick?: number;
      /** a number from 0.01 to 1.0; default 0.7 */
      valueArea?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly poc: Value; readonly vah: Value; readonly val: Value; readonly nodeAbove: Value; readonly nodeBelow: Value };
    /** Volume-weighted average price over hlc3, the deviation around it and bands, in price units; length is for anchor=rolling */
    vwap(parameters?: {
      /** one of session, start, rolling; default session */
      anchor?: 'session' | 'start' | 'rolling';
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** a number from 0.0 to 100.0; default 2.0 */
      deviations?: number;
      on?: Timeframe;
      forming?: boolean;
    }): { readonly value: Value; readonly deviation: Value; readonly upper: Value; readonly lower: Value };
    /** Williams' %R, -100 to 0 */
    willr(parameters?: {
      /** a whole number from 1 to 5000; default 14 */
      length?: number;
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
    /** Linearly weighted moving average, in the source's unit */
    wma(parameters?: {
      /** a whole number from 1 to 5000; default 20 */
      length?: number;
      /** one of open, high, low, close, volume, hl2, hlc3, ohlc4; default close */
      source?: 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4';
      on?: Timeframe;
      forming?: boolean;
    }): Value & { readonly value: Value };
  }

  type Input = Value | Window | Words<string> | ((x: any) => number | boolean)
    | { start: number; next: (s: number, x: any) => number; restart?: 'session'; on?: Timeframe };
  type Read<I> = I extends Window ? readonly number[] : I extends Words<infer W> ? W : number;
  type Inputs = { readonly [name: string]: Input };
  type Params = { readonly [name: string]: number | { default: number; min?: number; max?: number; label?: string } };
  type Clause<I extends Inputs, P extends Params> =
    (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) => boolean | number;
  interface Joined<C> { readonly '#joined': C; }
  type Clauses<I extends Inputs, P extends Params> = { readonly [name: string]: Clause<I, P> | Joined<unknown> };
  type When<I extends Inputs, P extends Params> = Clauses<I, P> | Joined<unknown>;
  interface Universe {
    segments?: readonly string[];
    symbols?: readonly string[];
    list?: string | readonly string[];
    sectors?: readonly string[];
    derivatives?: boolean;
    price?: readonly [number, number];
    liquidity?: { value?: number; volume?: number; days?: number };
  }
  interface Outcome {
    direction: 'long' | 'short' | 'neutral';
    confidence: number;
    stop?: number;
    target?: number;
    note?: string;
  }

  export function pattern<const I extends Inputs, const P extends Params = {}>(rule: {
    id: string;
    name?: string;
    every: 'tick' | Timeframe;
    fires?: 'edge' | 'each' | 'once';
    universe?: Universe;
    params?: P;
    inputs: I | ((p: { readonly [K in keyof P]: number }) => I);
    when: When<I, P>;
    then: (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) => Outcome;
  }): unknown;

  export function filter<const I extends Inputs, const P extends Params = {}>(rule: {
    id: string;
    name?: string;
    stage: 'validate' | 'qualify' | 'retail';
    params?: P;
    inputs: I | ((p: { readonly [K in keyof P]: number }) => I);
    when: When<I, P>;
    verdict: (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) =>
      { reject: string } | { scale: number } | { pass: true };
  }): unknown;

  export const bar: BarValues & { on(timeframe: Timeframe, options?: { forming?: boolean }): BarValues };
  export const day: DayValues & { openingRange(minutes: number): { readonly high: Value; readonly low: Value } };
  export const previousDay: PreviousDayValues;
  export const tick: TickValues;
  export const candidate: CandidateValues;
  export const study: Studies;
  interface OtherInstrument extends BarValues {
    readonly [study: string]: any;
    of(value: Value): Value;
  }
  export const index: OtherInstrument;
  export const underlying: OtherInstrument;
  export function instrument(id: string): OtherInstrument;

  type Condition = Value | ((x: any) => boolean | number);
  export function ago(value: Value, bars: number): Value;
  export function window(value: Value, bars: number): Window;
  export function highest(value: Value, bars: number): Value;
  export function lowest(value: Value, bars: number): Value;
  export function mean(value: Value, bars: number): Value;
  export function rising(value: Value, bars: number): Value;
  export function falling(value: Value, bars: number): Value;
  export function within(condition: Condition, bars: number): Value;
  export function barsSince(condition: Condition): Value;
  export function sequence(conditions: readonly Condition[], bars: number): Value;
  export function crossesAbove(a: Value, b: Value | number): Value;
  export function crossesBelow(a: Value, b: Value | number): Value;
  export function all(clauses: { readonly [name: string]: any }): Joined<'all'>;
  export function any(clauses: { readonly [name: string]: any }): Joined<'any'>;
  export function none(clauses: { readonly [name: string]: any }): Joined<'none'>;
  export function atLeast(count: number, clauses: { readonly [name: string]: any }): Joined<'atLeast'>;
}

declare module 'shikra/test' {
  /** [open, high, low, close, volume], or [close, volume] for a bar that does not move. */
  type Row = readonly number[];
  type Rows = readonly Row[];
  interface Events { readonly '#events': true; }
  type Market = Events | readonly Market[];
  interface Case {
    symbol?: string;
    exchange?: string;
    segment?: string;
    params?: { readonly [name: string]: number };
    /** The session has futures of it. */
    derivatives?: boolean;
    /** Other instruments of the session, { 'NSE:NIFTY 50': session(...) }. */
    others?: { readonly [id: string]: Market };
    market: Market;
    candidates?: readonly { at: string; rule?: string; direction?: 'long' | 'short' | 'neutral'; confidence?: number; stop?: number; target?: number }[];
    expect: readonly { at: string; direction?: 'long' | 'short' | 'neutral'; reject?: string; confidence?: number; stop?: number; target?: number; price?: number }[];
  }
  export function test(name: string, given: Case): void;
  /** Bars of one price. */
  export function flat(count: number, price: number, volume: number): Row[];
  /** Bars from one price to another, each opening where the last closed. */
  export function ramp(count: number, from: number, to: number, volume: number): Row[];
  export function repeat(count: number, rows: Rows): Row[];
  /** Bars from a time on. */
  export function bars(from: string, on: string, rows: Rows): Events;
  /** Bars from a session's open on. */
  export function session(day: string, rows: Rows): Events;
  export function session(day: string, on: string, rows: Rows): Events;
  /** The same bars on so many days of trading. */
  export function sessions(first: string, count: number, rows: Rows): Events;
  /** [seconds, price, quantity] from a time on. */
  export function ticks(from: string, rows: readonly (readonly [number, number, number])[]): Events;
  /** Values of options, chains, the market or the session, as they are from a time on: { 'chain.pcr': 1.2 }. */
  export function values(from: string, values: { readonly [name: string]: number | string }): Events;
}
