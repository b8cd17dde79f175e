package io.uniongate.simulator;

/** The image behind {@code showqrcode}: a QR code that any reader reads. */
final class QrPicture {
    private static final int QUIET = 4;
    private static final int WIDTH = QrMatrix.SIZE + 2 * QUIET;
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="430" height="430" shape-rendering="crispEdges">\
            <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s"/></svg>
            """;

    private QrPicture() {}

    static String svg(String text) {
        QrMatrix matrix = new QrMatrix(text);
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < QrMatrix.SIZE; row++) {
            for (int column = 0; column < QrMatrix.SIZE; column++) {
                if (matrix.isDark(column, row)) {
                    path.append("M%d %dh1v1h-1z".formatted(column + QUIET, row + QUIET));
                }
            }
        }
        return SVG.formatted(WIDTH, path);
    }
}
