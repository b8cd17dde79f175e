package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final String LINK = "http://weixin.qq.com/q/aZ09kdjKEkdks83kd93kd03k";
    private static final Pattern WIDTH = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    @Test
    void drawsWhatReadersRead() throws ReaderException {
        BitMatrix drawn = drawn(QrPicture.svg(LINK));

        assertThat(new Decoder().decode(drawn).getText()).isEqualTo(LINK);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> QrPicture.svg("x".repeat(3000))).hasMessageContaining("does not fit");
    }

    /** Without the white space of four modules around it (ISO/IEC 18004 §6.3.8), as a reader cuts it out. */
    private static BitMatrix drawn(String svg) {
        MatchResult width = WIDTH.matcher(svg).results().findFirst().orElseThrow();
        BitMatrix modules = new BitMatrix(Integer.parseInt(width.group(1)) - 8);
        MODULE.matcher(svg)
                .results()
                .forEach(dark -> modules.set(Integer.parseInt(dark.group(1)) - 4, Integer.parseInt(dark.group(2)) - 4));
        return modules;
    }
}
