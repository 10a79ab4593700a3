package dev.shikra.plugins.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What trades on a simulated day: three indices, equities, futures and two option chains. A
 * function of date, seed and size. Immutable.
 */
final class Universe {
    /** Instruments without further equities. */
    static final int LEAST = 174;

    static final int NIFTY = 0;
    static final int BANK = 1;
    static final int VIX = 2;
    static final int INDICES = 3;

    private static final int INDEX_MEMBERS = 50;
    private static final int NIFTY_STRIKES = 25;
    private static final int BANK_STRIKES = 21;

    /** Distances of strikes, rupees; far expiries have the wider ones. */
    private static final int[] NIFTY_STEPS = {50, 100};

    private static final int[] BANK_STEPS = {100, 200, 500};

    /**
     * How far a chain reaches on both sides, in standard deviations of the forward until expiry: to
     * deltas of a tenth or less, so that those of a quarter stay inside while the day moves.
     */
    private static final double REACH = 1.5;

    private static final String[] SECTORS = {
        "bank HDFCBANK ICICIBANK KOTAKBANK AXISBANK SBIN INDUSINDBK BANKBARODA PNB FEDERALBNK"
                + " IDFCFIRSTB",
        "it TCS INFY HCLTECH WIPRO TECHM LTIM PERSISTENT COFORGE MPHASIS",
        "energy RELIANCE ONGC NTPC POWERGRID COALINDIA BPCL IOC GAIL TATAPOWER",
        "auto MARUTI M&M BAJAJ-AUTO EICHERMOT HEROMOTOCO TVSMOTOR ASHOKLEY BHARATFORG MOTHERSON",
        "consumer ITC HINDUNILVR NESTLEIND BRITANNIA TATACONSUM TITAN TRENT DABUR GODREJCP",
        "pharma SUNPHARMA CIPLA DRREDDY APOLLOHOSP DIVISLAB LUPIN AUROPHARMA BIOCON TORNTPHARM",
        "metal TATASTEEL JSWSTEEL HINDALCO VEDL JINDALSTEL SAIL NMDC HINDZINC NATIONALUM",
        "builder LT ULTRACEMCO GRASIM ADANIPORTS ADANIENT AMBUJACEM SHREECEM ACC DLF"
    };

    /** Something an equity depends on; {@code weight} in NIFTY 50, 0 for none. */
    record Equity(int place, int sector, double price, double beta, double weight, boolean bank) {}

    /**
     * A future or option; {@code index} is the underlying's place, {@code strike} 0 for a future.
     */
    record Derivative(int place, int index, LocalDate expiry, double strike, boolean call) {}

    final List<Listing> listings = new ArrayList<>();
    final List<Equity> equities = new ArrayList<>();
    final List<Derivative> futures = new ArrayList<>();
    final List<Derivative> options = new ArrayList<>();

    /** Levels of NIFTY 50, NIFTY BANK and INDIA VIX at the day before's close. */
    final double[] indexClose;

    final int sectors = SECTORS.length;

    Universe(LocalDate day, long seed, int size) {
        if (size < LEAST) {
            throw new IllegalArgumentException(
                    size + " instruments: a simulated market has at least " + LEAST);
        }
        var random = new SplittableRandom(seed);
        indexClose =
                new double[] {
                    random.nextInt(23_000, 27_000),
                    random.nextInt(50_000, 58_000),
                    random.nextDouble(11, 17)
                };
        index(1001, "NIFTY 50");
        index(1016, "NIFTY BANK");
        index(1035, "INDIA VIX");
        derivatives("NIFTY", NIFTY, 75, day);
        derivatives("BANKNIFTY", BANK, 35, day);
        chain("NIFTY", NIFTY, day, Expiries.weekly(day), NIFTY_STRIKES, NIFTY_STEPS, 75);
        chain("BANKNIFTY", BANK, day, Expiries.monthly(day, 0), BANK_STRIKES, BANK_STEPS, 35);
        equities(size - listings.size(), random);
    }

    private void index(int exchangeToken, String name) {
        listings.add(
                new Listing(exchangeToken, 9, name, name, null, 0, 0, 0, "EQ", "INDICES", "NSE"));
    }

    private void derivatives(String underlying, int index, int lot, LocalDate day) {
        for (int month = 0; month < 3; month++) {
            LocalDate expiry = Expiries.monthly(day, month);
            futures.add(new Derivative(listings.size(), index, expiry, 0, false));
            listings.add(
                    new Listing(
                            40_000 + listings.size(),
                            2,
                            Expiries.future(underlying, expiry),
                            underlying,
                            expiry,
                            0,
                            10,
                            lot,
                            "FUT",
                            "NFO-FUT",
                            "NFO"));
        }
    }

    private void chain(
            String underlying,
            int index,
            LocalDate day,
            LocalDate expiry,
            int strikes,
            int[] steps,
            int lot) {
        int step = step(index, expiry.toEpochDay() - day.toEpochDay() + 1, strikes / 2, steps);
        int middle = (int) Math.round(indexClose[index] / step) * step;
        for (int i = 0; i < strikes; i++) {
            int strike = middle + (i - strikes / 2) * step;
            for (String type : new String[] {"CE", "PE"}) {
                options.add(
                        new Derivative(listings.size(), index, expiry, strike, type.equals("CE")));
                listings.add(
                        new Listing(
                                40_000 + listings.size(),
                                2,
                                Expiries.option(underlying, expiry, strike, type),
                                underlying,
                                expiry,
                                strike,
                                5,
                                lot,
                                type,
                                "NFO-OPT",
                                "NFO"));
            }
        }
    }

    /** {@return the smallest step with which so many strikes a side reach far enough} */
    private int step(int index, long days, int strikes, int[] steps) {
        double years = days / 365.0;
        double carry = Derivatives.RATE * years;
        double deviation = Derivatives.atTheMoney(index, indexClose[VIX]) * StrictMath.sqrt(years);
        double points = indexClose[index] * (StrictMath.exp(carry + REACH * deviation) - 1);
        for (int step : steps) {
            if (strikes * step >= points) {
                return step;
            }
        }
        return steps[steps.length - 1];
    }

    private void equities(int count, SplittableRandom random) {
        var rows = new ArrayList<List<String>>();
        for (String sector : SECTORS) {
            List<String> words = List.of(sector.split(" "));
            rows.add(words.subList(1, words.size()));
        }
        for (int i = 0; i < count; i++) {
            int sector = i % SECTORS.length;
            int row = i / SECTORS.length;
            String symbol =
                    row < rows.get(sector).size()
                            ? rows.get(sector).get(row)
                            : "SIM" + (100_000 + i);
            // Log-uniform prices, weights that fall off as a real index's do.
            double price = StrictMath.exp(random.nextDouble(StrictMath.log(120), 8.3));
            double weight = i < INDEX_MEMBERS ? 1.0 / (3 + i) : 0;
            equities.add(
                    new Equity(
                            listings.size(),
                            sector,
                            price,
                            random.nextDouble(0.6, 1.4),
                            weight,
                            sector == 0 && row < rows.getFirst().size()));
            listings.add(
                    new Listing(2_000 + i, 1, symbol, symbol, null, 0, 5, 1, "EQ", "NSE", "NSE"));
        }
    }
}
