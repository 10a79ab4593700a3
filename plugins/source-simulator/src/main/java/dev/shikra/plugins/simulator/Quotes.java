package dev.shikra.plugins.simulator;

/** Places bids and offers around a fair price. */
final class Quotes {
    private Quotes() {}

    /**
     * Sets the best prices on the tick grid around {@code mid} and draws the quantities of all
     * levels.
     *
     * @param mid fair price, paise
     * @param tick price step, paise
     * @param spreadTicks usual distance of bid and offer in ticks, {@code >= 1}
     * @param size usual quantity of a level
     * @param lot quantities are multiples of it
     */
    static void around(
            Book book,
            int place,
            double mid,
            int tick,
            int spreadTicks,
            double size,
            int lot,
            Chance chance) {
        int wide = spreadTicks + (chance.uniform() < 0.2 ? 1 : 0);
        int bid = (int) Math.floor((mid - (wide - 1) * tick / 2.0) / tick) * tick;
        book.bid[place] = Math.max(bid, 0);
        book.ask[place] = Math.max(bid, 0) + wide * tick;
        for (int level = 0; level < Book.DEPTH; level++) {
            int at = place * Book.DEPTH + level;
            book.bidQuantity[at] = quantity(size * (1 + 0.4 * level), lot, chance);
            book.askQuantity[at] = quantity(size * (1 + 0.4 * level), lot, chance);
        }
        if (book.bid[place] == 0) {
            java.util.Arrays.fill(
                    book.bidQuantity, place * Book.DEPTH, (place + 1) * Book.DEPTH, 0);
        }
    }

    private static int quantity(double size, int lot, Chance chance) {
        double drawn = size * (0.2 + 1.6 * chance.uniform() * chance.uniform() * 2);
        return (int) Math.max(1, Math.min(drawn / lot, 1e6)) * lot;
    }
}
