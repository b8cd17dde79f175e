package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InterfaceTableTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "wechat-interfaces.md");

    @Test
    void isThePageInTheDocuments() throws IOException {
        String page = InterfaceTable.page();
        if (Boolean.getBoolean("interfaces.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("rewrite the page by the command in its first lines")
                .isEqualTo(page);
    }
}
