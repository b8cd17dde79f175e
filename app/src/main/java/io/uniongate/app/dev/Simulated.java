package io.uniongate.app.dev;

import io.uniongate.app.server.Ports;
import io.uniongate.simulator.SimulatorOptions;
import io.uniongate.simulator.WeChatSimulator;

/** The WeChat of a development machine. */
public final class Simulated {
    private Simulated() {}

    /** {@code option} is what chooses the port, for the message when another program has it. */
    public static WeChatSimulator wechat(String option, int port) {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withPort(port)
                .withApps(DevPeople.apps())
                .withUsers(DevPeople.users());
        return Ports.binding(option, port, () -> WeChatSimulator.start(options));
    }
}
