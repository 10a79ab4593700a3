package dev.shikra.host.option;

/** What several expiries of one underlying say together. Owned by the engine thread. */
final class TermStructure {
    private static final double MONTH_DAYS = 30;

    private final OptionSettings settings;

    TermStructure(OptionSettings settings) {
        this.settings = settings;
    }

    /** Fills what a chain can say beside the other expiries. After all were priced. */
    void fill(Underlying underlying, long nowMs) {
        double iv30 = iv30(underlying, nowMs);
        if (iv30 > 0) {
            underlying.iv30 = iv30;
        }
        PastSessions past = underlying.past;
        boolean enough = past.count() >= settings.historyDays();
        double rank = enough ? past.rank(iv30) : Double.NaN;
        double percentile = enough ? past.percentile(iv30) : Double.NaN;
        for (int c = 0; c < underlying.chains.length; c++) {
            Chain chain = underlying.chains[c];
            if (chain.expired(nowMs)) {
                continue;
            }
            chain.set(ChainField.TERM_SLOPE, slope(underlying, c, nowMs));
            chain.set(ChainField.IV30, iv30);
            chain.set(ChainField.IV_RANK, rank);
            chain.set(ChainField.IV_PERCENTILE, percentile);
        }
    }

    private static double slope(Underlying underlying, int c, long nowMs) {
        Chain near = underlying.chains[c];
        for (int next = c + 1; next < underlying.chains.length; next++) {
            Chain far = underlying.chains[next];
            double rise = far.value(ChainField.ATM_IV) - near.value(ChainField.ATM_IV);
            if (!Double.isNaN(rise)) {
                return rise / (far.clock.days(nowMs) - near.clock.days(nowMs)) * MONTH_DAYS;
            }
        }
        return Double.NaN;
    }

    /** Beyond the last expiry the last one's, before the first the first's. */
    double iv30(Underlying underlying, long nowMs) {
        Chain before = null;
        for (Chain chain : underlying.chains) {
            if (chain.expired(nowMs) || Double.isNaN(chain.value(ChainField.ATM_IV))) {
                continue;
            }
            double days = chain.clock.days(nowMs);
            if (days >= MONTH_DAYS) {
                return before == null
                        ? chain.value(ChainField.ATM_IV)
                        : between(before, chain, nowMs);
            }
            before = chain;
        }
        return before == null ? Double.NaN : before.value(ChainField.ATM_IV);
    }

    private static double between(Chain near, Chain far, long nowMs) {
        double nearDays = near.clock.days(nowMs);
        double farDays = far.clock.days(nowMs);
        double share = (MONTH_DAYS - nearDays) / (farDays - nearDays);
        double nearIv = near.value(ChainField.ATM_IV);
        double farIv = far.value(ChainField.ATM_IV);
        double variance =
                (1 - share) * nearIv * nearIv * nearDays + share * farIv * farIv * farDays;
        return Math.sqrt(variance / MONTH_DAYS);
    }
}
