package io.uniongate.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML into the values at its leaves, each with the line it stands on. */
final class YamlFile {
    private static final int DEEPEST = 16;

    private final String name;
    private final Mistakes mistakes;
    private final Map<String, Entry> entries = new TreeMap<>();

    private YamlFile(String name, Mistakes mistakes) {
        this.name = name;
        this.mistakes = mistakes;
    }

    static Map<String, Entry> read(String name, String text, Mistakes mistakes) {
        YamlFile file = new YamlFile(name, mistakes);
        file.read(text);
        return file.entries;
    }

    private void read(String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            root.filter(node -> !isNull(node)).ifPresent(this::document);
        } catch (MarkedYamlEngineException broken) {
            String line = broken.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1))
                    .orElse("");
            throw new InvalidConfigException(List.of(name + line + ": this is not YAML: " + broken.getProblem()));
        } catch (YamlEngineException broken) {
            throw new InvalidConfigException(List.of(name + ": this is not YAML"));
        }
    }

    private void document(Node root) {
        if (root instanceof MappingNode sections) {
            mapping("", sections, 0);
        } else {
            mistakes.add(name, "expected sections such as http: and database:");
        }
    }

    private void mapping(String path, MappingNode node, int depth) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple child : node.getValue()) {
            String key = child.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String childPath = path.isEmpty() ? key : path + "." + key;
            if (seen.add(key)) {
                node(childPath, child.getValueNode(), depth + 1);
            } else {
                mistakes.add(childPath, "stands here twice (" + origin(child.getKeyNode()) + ")");
            }
        }
    }

    private void node(String path, Node node, int depth) {
        if (depth > DEEPEST) {
            mistakes.add(path, "nested too deep (" + origin(node) + ")");
        } else if (isEmpty(node)) {
            empty(path, node);
        } else if (node instanceof MappingNode section) {
            mapping(path, section, depth);
        } else if (node instanceof SequenceNode list) {
            sequence(path, list, depth);
        } else if (node instanceof ScalarNode scalar) {
            entries.put(path, Entry.of(scalar.getValue(), origin(scalar)));
        }
    }

    /** Sets nothing, but what it does not set has to exist. */
    private void empty(String path, Node node) {
        String pattern = Key.patternOf(path);
        if (!Misplaced.isKnown(pattern)) {
            mistakes.add(path, Misplaced.explain(pattern) + " (" + origin(node) + ")");
        }
    }

    private static boolean isEmpty(Node node) {
        return isNull(node)
                || (node instanceof CollectionNode<?> children
                        && children.getValue().isEmpty());
    }

    private void sequence(String path, SequenceNode list, int depth) {
        for (int index = 0; index < list.getValue().size(); index++) {
            node(path + "[" + index + "]", list.getValue().get(index), depth + 1);
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
    }

    private String origin(Node node) {
        return name
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }
}
