package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QrMatrixTest {
    /** As an independent reader has read it back. */
    private static final String KNOWN = """
                #######...#..#.######.#######
                #.....#..#...#.##.###.#.....#
                #.###.#.#..#..###...#.#.###.#
                #.###.#..#..#..##.###.#.###.#
                #.###.#..#..#..#..##..#.###.#
                #.....#...###..###.##.#.....#
                #######.#.#.#.#.#.#.#.#######
                ........#..#.##..##.#........
                ###.#####...##.##..####...#..
                ###..#.###.##...#.#..##..#..#
                #.#.#.##..#####.###..#.##.###
                #.#.##.####.######.#######.#.
                ..#.#.#...####..#####.#..#.##
                ..#.#..##.##.#..###.###..##.#
                #.#...#...........#..#..#..##
                ..#.#..##.#..#...#..######.#.
                ......#.################...##
                ........##..#.#.#.#.#.#...#.#
                #..##.####....#...#...####.##
                .###....###..######....###.#.
                #.######.#...##.##..#####....
                ........#....####..##...#.###
                #######.##..###..####.#.##.##
                #.....#.####.##..##.#...#...#
                #.###.#.##...#.###..######.#.
                #.###.#..##....###.##..##..##
                #.###.#.##..###.#..#.#.###..#
                #.....#.#######..#.###.....#.
                #######.#.#.##.###..#####..##""";

    @Test
    void drawsWhatReadersRead() {
        assertThat(draw(new QrMatrix("http://weixin.qq.com/q/aZ09kdjKEkdks83kd93kd03k")))
                .isEqualTo(KNOWN);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(draw(new QrMatrix("x".repeat(53)))).hasSameSizeAs(KNOWN);
        assertThatThrownBy(() -> new QrMatrix("x".repeat(54))).hasMessageContaining("53 bytes");
    }

    private static String draw(QrMatrix matrix) {
        return IntStream.range(0, QrMatrix.SIZE)
                .mapToObj(row -> IntStream.range(0, QrMatrix.SIZE)
                        .mapToObj(column -> matrix.isDark(column, row) ? "#" : ".")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
