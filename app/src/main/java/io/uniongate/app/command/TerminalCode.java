package io.uniongate.app.command;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A QR code in characters, two modules high each. What is printed is what is light, because most terminals write light
 * on dark; with {@code colours} that is made sure of.
 */
record TerminalCode(URI link, Colours colours) {
    private static final int QUIET = 2;
    private static final String WHITE_ON_BLACK = "\u001b[97;40m";
    private static final String PLAIN = "\u001b[0m";

    /** Whether the terminal understands escape sequences. */
    enum Colours {
        SET,
        NONE
    }

    String text() {
        BitMatrix modules = modules();
        return IntStream.range(0, (modules.getHeight() + 1) / 2)
                .mapToObj(line -> line(modules, 2 * line))
                .map(line -> colours == Colours.SET ? WHITE_ON_BLACK + line + PLAIN : line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(BitMatrix modules, int row) {
        return IntStream.range(0, modules.getWidth())
                .mapToObj(column -> character(isLight(modules, column, row), isLight(modules, column, row + 1)))
                .collect(Collectors.joining());
    }

    private static boolean isLight(BitMatrix modules, int column, int row) {
        return row < modules.getHeight() && !modules.get(column, row);
    }

    private static String character(boolean upperIsLight, boolean lowerIsLight) {
        if (upperIsLight) {
            return lowerIsLight ? "█" : "▀";
        }
        return lowerIsLight ? "▄" : " ";
    }

    private BitMatrix modules() {
        try {
            return new QRCodeWriter()
                    .encode(link.toString(), BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("does not fit into a QR code", tooLong);
        }
    }
}
