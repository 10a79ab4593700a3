package dev.shikra.plugins.studies;

/** Two floats in each double of a slice, for tables where seven digits are enough. */
final class Floats {
    private Floats() {}

    /** {@return doubles that hold {@code count} floats} */
    static int size(int count) {
        return (count + 1) / 2;
    }

    static float get(double[] state, int at, int index) {
        long bits = Double.doubleToRawLongBits(state[at + (index >> 1)]);
        return Float.intBitsToFloat((int) ((index & 1) == 0 ? bits : bits >>> 32));
    }

    static void set(double[] state, int at, int index, float value) {
        int place = at + (index >> 1);
        long bits = Double.doubleToRawLongBits(state[place]);
        long half = Float.floatToRawIntBits(value) & 0xFFFF_FFFFL;
        long merged =
                (index & 1) == 0
                        ? (bits & 0xFFFF_FFFF_0000_0000L) | half
                        : (bits & 0xFFFF_FFFFL) | (half << 32);
        state[place] = Double.longBitsToDouble(merged);
    }
}
