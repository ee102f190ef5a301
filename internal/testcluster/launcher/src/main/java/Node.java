import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

/**
 * Runs one OpenSearch node, with the settings that its arguments state as key=value, until its standard input ends.
 * Whoever starts it holds the other end of that pipe, so a node never outlives its test, however the test ended.
 */
public final class Node {
    /** The modules that every distribution carries, as far as a search over text can meet them; see {@link #load}. */
    private static final List<String> MODULES = List.of(
            "org.opensearch.transport.Netty4",
            "org.opensearch.analysis.common.CommonAnalysis",
            "org.opensearch.painless.Painless",
            "org.opensearch.script.expression.Expression",
            "org.opensearch.index.mapper.MapperExtras",
            "org.opensearch.join.ParentJoin",
            "org.opensearch.index.reindex.Reindex");

    public static void main(String[] args) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            settings.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node");
        Thread watchdog = new Thread(Node::haltWhenInputEnds, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        new OpenSearchRunnerNode(environment, modules()).start();
        watchdog.join(); // a node's own threads are daemons and would not keep it running
    }

    private static List<Class<? extends Plugin>> modules() throws ClassNotFoundException {
        List<Class<? extends Plugin>> classes = new ArrayList<>();
        for (String module : MODULES) {
            classes.add(load(module));
        }
        return classes;
    }

    /** Finds a module's class, whose name ends in ModulePlugin from OpenSearch 3 on, in Plugin before. */
    private static Class<? extends Plugin> load(String module) throws ClassNotFoundException {
        try {
            return Class.forName(module + "ModulePlugin").asSubclass(Plugin.class);
        } catch (ClassNotFoundException before3) {
            return Class.forName(module + "Plugin").asSubclass(Plugin.class);
        }
    }

    /** Halts at once, without an orderly close: the data are temporary. */
    private static void haltWhenInputEnds() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever written to the pipe; only its end matters.
            }
        } catch (IOException broken) {
            // A broken pipe is an ended one.
        }
        Runtime.getRuntime().halt(0);
    }
}
