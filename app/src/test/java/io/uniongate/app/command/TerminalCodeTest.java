package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import io.uniongate.app.command.TerminalCode.Colours;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalCodeTest {
    private static final int QUIET = 2;
    private static final URI LINK = URI.create("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1"
            + "&redirect_uri=https%3A%2F%2Fauth.example.com%2Foauth2%2Fwechat%2Fcallback&response_type=code"
            + "&scope=snsapi_base&state=uniongatetest#wechat_redirect");

    @Test
    void printsWhatReadersRead() throws ReaderException {
        String printed = new TerminalCode(LINK, Colours.NONE).text();

        assertThat(new Decoder().decode(read(printed.lines().toList())).getText())
                .isEqualTo(LINK.toString());
    }

    @Test
    void isLightOnDarkWhateverTheTerminalIs() {
        String printed = new TerminalCode(LINK, Colours.SET).text();

        assertThat(printed.lines())
                .allSatisfy(line -> assertThat(line).startsWith("\u001b[97;40m").endsWith("\u001b[0m"));
    }

    /** What is inside the light border; the last line may be half a line. */
    private static BitMatrix read(List<String> lines) {
        int size = lines.get(0).length() - 2 * QUIET;
        BitMatrix modules = new BitMatrix(size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int line = row + QUIET;
                boolean light = isLight(lines.get(line / 2).charAt(column + QUIET), line % 2 == 0);
                if (!light) {
                    modules.set(column, row);
                }
            }
        }
        return modules;
    }

    private static boolean isLight(char printed, boolean upper) {
        return printed == '█' || printed == (upper ? '▀' : '▄');
    }
}
