package io.uniongate.app.command;

import io.uniongate.app.server.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code uniongate keys rotate}. */
@Command(name = "keys", description = "The keys that tokens are signed with.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "rotate",
            description = "Replaces the signing keys; tokens of the old ones stay valid until they expire.")
    int rotate(@Mixin ConfigOption option) {
        KeyRotation.rotate(option.apply());
        spec.commandLine().getOut().println("The keys are replaced: the new ones sign once everybody can know them.");
        return 0;
    }
}
