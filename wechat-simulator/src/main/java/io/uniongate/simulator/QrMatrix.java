package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A QR code for up to 53 bytes (ISO/IEC 18004: version 3, error correction level L, mask 0), which is what the links of
 * {@code showqrcode} need.
 */
final class QrMatrix {
    static final int SIZE = 29;
    private static final int DATA = 55;
    private static final int CORRECTION = 15;
    private static final int CAPACITY = 53;
    /** Level L with mask 0, protected and masked as the standard's table C.1 has it. */
    private static final int FORMAT = 0b111011111000100;

    private static final int FIELD = 0x11D;

    private final boolean[][] dark = new boolean[SIZE][SIZE];
    private final boolean[][] fixed = new boolean[SIZE][SIZE];

    QrMatrix(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > CAPACITY) {
            throw new IllegalArgumentException("more than " + CAPACITY + " bytes do not fit");
        }
        drawFinder(3, 3);
        drawFinder(SIZE - 4, 3);
        drawFinder(3, SIZE - 4);
        drawSquares(SIZE - 7, SIZE - 7, 2);
        for (int place = 8; place < SIZE - 8; place++) {
            fix(place, 6, place % 2 == 0);
            fix(6, place, place % 2 == 0);
        }
        drawFormat();
        fill(protectedWords(bytes));
    }

    boolean isDark(int column, int row) {
        return dark[row][column];
    }

    private void fix(int column, int row, boolean isDark) {
        if (column >= 0 && column < SIZE && row >= 0 && row < SIZE) {
            dark[row][column] = isDark;
            fixed[row][column] = true;
        }
    }

    private void drawFinder(int column, int row) {
        drawSquares(column, row, 4);
    }

    /** Rings around a dark centre: all but the second and the outermost of a finder are dark. */
    private void drawSquares(int column, int row, int radius) {
        for (int across = -radius; across <= radius; across++) {
            for (int down = -radius; down <= radius; down++) {
                int ring = Math.max(Math.abs(across), Math.abs(down));
                fix(column + across, row + down, radius == 4 ? ring != 2 && ring != 4 : ring != 1);
            }
        }
    }

    private void drawFormat() {
        for (int bit = 0; bit < 15; bit++) {
            boolean isDark = ((FORMAT >> bit) & 1) == 1;
            int near = bit < 6 ? bit : bit + 1;
            if (bit < 8) {
                fix(8, near, isDark);
                fix(SIZE - 1 - bit, 8, isDark);
            } else {
                fix(bit == 8 ? 7 : 14 - bit, 8, isDark);
                fix(8, SIZE - 15 + bit, isDark);
            }
        }
        fix(8, SIZE - 8, true);
    }

    /** Mode, length and bytes, padded, with the Reed-Solomon remainder behind them. */
    private static int[] protectedWords(byte[] bytes) {
        int[] words = new int[DATA + CORRECTION];
        words[0] = 0x40 | (bytes.length >> 4);
        words[1] = (bytes.length & 0xF) << 4;
        for (int place = 0; place < bytes.length; place++) {
            words[place + 1] |= (bytes[place] & 0xFF) >> 4;
            words[place + 2] = (bytes[place] & 0xF) << 4;
        }
        for (int place = bytes.length + 2; place < DATA; place++) {
            words[place] = (place - bytes.length) % 2 == 0 ? 0xEC : 0x11;
        }
        System.arraycopy(remainder(words), 0, words, DATA, CORRECTION);
        return words;
    }

    private static int[] remainder(int[] words) {
        int[] divisor = divisor();
        int[] remainder = new int[CORRECTION];
        for (int place = 0; place < DATA; place++) {
            int factor = words[place] ^ remainder[0];
            System.arraycopy(remainder, 1, remainder, 0, CORRECTION - 1);
            remainder[CORRECTION - 1] = 0;
            for (int term = 0; term < CORRECTION; term++) {
                remainder[term] ^= times(divisor[term], factor);
            }
        }
        return remainder;
    }

    private static int[] divisor() {
        int[] divisor = new int[CORRECTION];
        divisor[CORRECTION - 1] = 1;
        int root = 1;
        for (int degree = 0; degree < CORRECTION; degree++) {
            for (int term = 0; term < CORRECTION; term++) {
                int next = term + 1 < CORRECTION ? divisor[term + 1] : 0;
                divisor[term] = times(divisor[term], root) ^ next;
            }
            root = times(root, 2);
        }
        return divisor;
    }

    private static int times(int left, int right) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product = (product << 1) ^ ((product >> 7) * FIELD);
            product ^= ((right >> bit) & 1) * left;
        }
        return product;
    }

    /** In columns of two from the right, up and down in turn, around the timing column. */
    private void fill(int[] words) {
        int bit = 0;
        for (int right = SIZE - 1; right > 0; right -= right == 8 ? 3 : 2) {
            boolean upwards = ((right + (right < 6 ? 1 : 0)) & 2) == 0;
            for (int step = 0; step < 2 * SIZE; step++) {
                int column = right - step % 2;
                int row = upwards ? SIZE - 1 - step / 2 : step / 2;
                if (!fixed[row][column]) {
                    boolean one = bit < words.length * 8 && ((words[bit / 8] >> (7 - bit % 8)) & 1) == 1;
                    dark[row][column] = one ^ ((row + column) % 2 == 0);
                    bit++;
                }
            }
        }
    }
}
