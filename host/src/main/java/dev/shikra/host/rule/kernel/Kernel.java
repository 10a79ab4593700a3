package dev.shikra.host.rule.kernel;

import dev.shikra.api.signal.Direction;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import org.graalvm.polyglot.PolyglotException;

/**
 * A rule, turned into a class or a JavaScript function, and bound to the feature rows. Belongs to
 * the thread of its {@link KernelContext}.
 *
 * <p>{@link #run} leaves the matches in memory that all kernels of the context share: take them
 * before the next kernel runs. Matches come in the order of the row list.
 */
public final class Kernel implements AutoCloseable {
    /** {@link #run} gives this when the whole run is void; {@link #fault} says why. */
    public static final int VOID = -1;

    private final KernelContext context;
    private final Rule rule;
    private final int[] slots;
    private final RowList rows;
    private final KernelBody body;
    private KernelFault fault = KernelFault.NONE;
    private int faultRow = -1;
    private String faultText = "";

    Kernel(KernelContext context, Rule rule, int[] slots, RowList rows, KernelBody body) {
        this.context = context;
        this.rule = rule;
        this.slots = slots;
        this.rows = rows;
        this.body = body;
    }

    /** Points the kernel at the rows' present memory. */
    void rebind(FeatureRows to) {
        body.rebind(to);
    }

    /** {@return what it was turned into} */
    public KernelForm form() {
        return body.form();
    }

    public Rule rule() {
        return rule;
    }

    /** {@return the row list that it reads} */
    public RowList rows() {
        return rows;
    }

    /** {@return the slot of the rule's input with this index} */
    public int slot(int input) {
        return slots[input];
    }

    /**
     * Evaluates the rule on the first {@code n} rows of its row list. Never throws for what the
     * rule does. Allocates only what the border costs.
     *
     * @param n {@code 0} to the list's capacity
     * @return number of matches, or {@link #VOID}: then nothing of this run counts
     */
    public int run(int n) {
        return run(n, false);
    }

    /**
     * Like {@link #run}, and counts the rows in which all conditions but one are true; {@link
     * #nearMisses} tells.
     */
    public int runCounting(int n) {
        return run(n, true);
    }

    /** {@return rows of the last {@link #runCounting} in which all conditions but one were true} */
    public int nearMisses() {
        return body.nearMisses();
    }

    private int run(int n, boolean near) {
        fault = KernelFault.NONE;
        context.begin(body.form());
        int found = VOID;
        boolean stopped;
        try {
            found = body.run(n, near);
        } catch (KernelStopped e) {
            fault = KernelFault.OVER_BUDGET;
        } catch (PolyglotException e) {
            fault =
                    e.isInterrupted() || e.isCancelled()
                            ? KernelFault.OVER_BUDGET
                            : KernelFault.THREW;
            faultText = String.valueOf(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            fault = KernelFault.THREW;
            faultText = e.toString();
        } finally {
            stopped = context.end();
        }
        if (stopped) {
            fault = KernelFault.OVER_BUDGET;
        }
        if (fault != KernelFault.NONE) {
            faultRow = -1;
            return VOID;
        }
        if (found == VOID) {
            fault = nonsense(body.faultCode());
            faultRow = body.faultRow();
        }
        return found;
    }

    private static KernelFault nonsense(int code) {
        return switch (code) {
            case 1 -> KernelFault.DIRECTION;
            case 2 -> KernelFault.CONFIDENCE;
            case 6 -> KernelFault.PRICE;
            default -> KernelFault.SCALE;
        };
    }

    /** {@return why the last run was void; {@link KernelFault#NONE} if it was not} */
    public KernelFault fault() {
        return fault;
    }

    /** {@return the row at which the last run gave nonsense, -1 if no row is to blame} */
    public int faultRow() {
        return faultRow;
    }

    /** {@return one line for people about the last void run; not for the engine's fast path} */
    public String faultText() {
        return rule.id()
                + ": "
                + fault.words()
                + (faultRow >= 0 ? " (row " + faultRow + ")" : "")
                + (fault == KernelFault.THREW ? ": " + faultText : "");
    }

    /** {@return one of the values of a match, as it lies in memory} */
    double value(int match, int value) {
        return context.match(match, value);
    }

    /** {@return the row of a match} */
    public int row(int match) {
        return (int) context.match(match, 0);
    }

    /** {@return a pattern's direction} */
    public Direction direction(int match) {
        double direction = context.match(match, 1);
        return direction > 0 ? Direction.LONG : direction < 0 ? Direction.SHORT : Direction.NEUTRAL;
    }

    /** {@return a pattern's confidence, 0 to 1} */
    public double confidence(int match) {
        return context.match(match, 2);
    }

    /** {@return a pattern's stop price, NaN if it gives none} */
    public double stop(int match) {
        return context.match(match, 3);
    }

    /** {@return a pattern's target price, NaN if it gives none} */
    public double target(int match) {
        return context.match(match, 4);
    }

    /** {@return whether a filter rejects the row's candidate; else it scales its confidence} */
    public boolean rejects(int match) {
        return context.match(match, 1) == 0;
    }

    /** {@return why a filter rejects} */
    public String reason(int match) {
        return switch (rule) {
            case Rule.Filter filter ->
                    filter.verdict().reasons().get((int) context.match(match, 2));
            case Rule.Pattern pattern -> "";
        };
    }

    /** {@return by what a filter multiplies the confidence, 0 to 2; 1 if it rejects} */
    public double scale(int match) {
        return rejects(match) ? 1 : context.match(match, 2);
    }

    /** Takes it out of its context; it must not run again. */
    @Override
    public void close() {
        context.remove(this);
    }
}
