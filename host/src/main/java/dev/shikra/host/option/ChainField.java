package dev.shikra.host.option;

import dev.shikra.host.feature.ValueGroup;
import java.util.Arrays;
import java.util.List;

/**
 * What rules may read of a chain: {@code chain.pcr}. An option reads the chain of its expiry, as
 * does a future that has one; the underlying and other futures read the nearest expiry's.
 */
public enum ChainField {
    STATUS("status", "whether there is a forward, and why not", OptionField.statuses()),
    SPOT("spot", "the underlying's price"),
    FORWARD("forward", "of this expiry"),
    FORWARD_SOURCE(
            "forwardSource",
            "where the forward comes from",
            OptionField.labels(ForwardSource.values())),
    DAYS("days", "days of 24 hours to expiry"),
    ATM_STRIKE("atmStrike", "the strike nearest to the forward"),
    ATM_IV("atmIv", "mean volatility of call and put at that strike, a fraction"),
    STRADDLE("straddle", "price of call and put at that strike together"),
    STRADDLE_VWAP(
            "straddleVwap",
            "the straddle's mean over the session, weighted by what its call and put traded"),
    EXPECTED_MOVE(
            "expectedMove", "F iv sqrt(T): one deviation until expiry, in the quote currency"),

    PRICED("priced", "options of the chain that are priced"),
    IMPLIED_RATE("impliedRate", "rate r at which S e^(rT) is the forward, a fraction per year"),
    SMILE_LEVEL(
            "smileLevel",
            "a of iv = a + b k + c k^2, k = ln(K/F) / (atmIv sqrt(T)); out of the money"),
    SMILE_SLOPE("smileSlope", "b of the smile, volatility per deviation"),
    SMILE_CURVATURE("smileCurvature", "c of the smile"),
    SMILE_ERROR("smileError", "root mean square of the smile's residuals, a fraction"),
    SKEW25("skew25", "iv of the 25-delta put less iv of the 25-delta call, a fraction"),
    BUTTERFLY25("butterfly25", "mean of both 25-delta volatilities less atmIv, a fraction"),
    TERM_SLOPE("termSlope", "atmIv of the next expiry less this one's, per 30 days between them"),
    IV30("iv30", "at-the-money volatility for 30 days, linear in variance between expiries"),
    IV_RANK("ivRank", "where iv30 stands between lowest and highest of past sessions, 0 to 100"),
    IV_PERCENTILE("ivPercentile", "past sessions whose iv30 was lower, 0 to 100"),
    PCR("pcr", "open interest of puts over that of calls"),
    PCR_VOLUME("pcrVolume", "volume of puts over that of calls"),
    MAX_PAIN("maxPain", "strike at which all options together pay least at expiry"),
    CALL_OI("callOi", "open interest of calls, units"),
    PUT_OI("putOi", "open interest of puts, units"),
    CALL_OI_CHANGE("callOiChange", "its change against the session before"),
    PUT_OI_CHANGE("putOiChange", "its change against the session before"),
    CALL_WALL("callWall", "strike with the largest open interest of calls"),
    PUT_WALL("putWall", "strike with the largest open interest of puts"),
    GEX(
            "gex",
            "net gamma exposure: sum of gamma x open interest x S^2 x 1 %, calls plus, puts minus"),
    PARITY_VIOLATIONS(
            "parityViolations",
            "strikes whose call and put could be traded against the forward beyond options.parityTolerance"),
    BUILDUP(
            "buildup",
            "what price and open interest of the nearest future say",
            OptionField.labels(Buildup.values())),
    LOT_SIZE("lotSize", "units in a lot");

    static final ChainField[] ALL = values();

    /** Fields up to this one follow each tick of the underlying; the others the cadence. */
    static final int FAST = EXPECTED_MOVE.ordinal() + 1;

    /** What rules may name. */
    public static final ValueGroup GROUP =
            new ValueGroup(
                    "chain",
                    "Of the chain of options that the instrument belongs to; NaN where there is none.",
                    ValueGroup.Moves.AT_MINUTES,
                    Arrays.stream(values())
                            .map(f -> new ValueGroup.Value(f.text, f.description, f.texts))
                            .toList());

    private final String text;
    private final String description;
    private final List<String> texts;

    ChainField(String text, String description) {
        this(text, description, List.of());
    }

    ChainField(String text, String description, List<String> texts) {
        this.text = text;
        this.description = description;
        this.texts = texts;
    }

    /** {@return as rules write it behind {@code chain.}} */
    public String text() {
        return text;
    }

    /** {@return one sentence with the unit} */
    public String description() {
        return description;
    }
}
